import type { NextConfig } from "next";

/** Security headers are not here but in `lib/server`, since they depend on the host and on the environment at start. */
const config: NextConfig = {
  poweredByHeader: false,
  agentRules: false,
  devIndicators: false,
  reactStrictMode: true,
  skipTrailingSlashRedirect: true,
  allowedDevOrigins: ["ide.localhost", "box.ide.localhost"],
  serverExternalPackages: ["@electric-sql/pglite", "pg"],
};

export default config;
