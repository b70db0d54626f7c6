import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL(".", import.meta.url)) } },
  test: {
    include: ["{app,components,lib,scripts,bench}/**/*.test.{ts,tsx,mjs}", "*.test.mjs"],
    environment: "node",
    /** A machine may be busy with other things; what must be quick is measured by a bench. */
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
