import type { NextConfig } from "next";
import { sandboxRewrites } from "./lib/server/sandbox-paths";

/** Security headers are not here but in `lib/server`, since they depend on the host and on the environment at start. */
const config: NextConfig = {
  poweredByHeader: false,
  agentRules: false,
  devIndicators: false,
  reactStrictMode: true,
  skipTrailingSlashRedirect: true,
  allowedDevOrigins: ["ide.localhost", "box.ide.localhost"],
  /** `npm test` and `npm run check` judge the types, once; a start need not wait for it. */
  typescript: { ignoreBuildErrors: true },
  /** Its one release names modules of an older Monaco, by paths that the newer one doesn't let through. */
  turbopack: {
    resolveAlias: {
      "monaco-vim": "./node_modules/monaco-vim/dist/index.mjs",
      "monaco-editor/esm/vs/editor/editor.api": "monaco-editor/editor/editor.api.js",
      "monaco-editor/esm/vs/editor/common/commands/shiftCommand":
        "monaco-editor/editor/common/commands/shiftCommand.js",
    },
  },
  rewrites: async () => ({ beforeFiles: sandboxRewrites(), afterFiles: [], fallback: [] }),
  serverExternalPackages: ["@electric-sql/pglite", "pg"],
};

export default config;
