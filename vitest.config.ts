import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL(".", import.meta.url)) } },
  test: {
    include: ["{app,components,lib,scripts,bench}/**/*.test.{ts,tsx,mjs}", "*.test.mjs"],
    environment: "node",
  },
});
