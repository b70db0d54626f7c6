import { execFile } from "node:child_process";
import { promisify } from "node:util";

const publicRegistry = "https://registry.npmjs.org/";
let asked: Promise<string> | undefined;

/** The registry that npm on this server is configured with, with a slash at its end. Asked once. */
export function upstreamRegistry(environment: NodeJS.ProcessEnv = process.env): Promise<string> {
  asked ??= readUpstream(environment);
  return asked;
}

async function readUpstream(environment: NodeJS.ProcessEnv): Promise<string> {
  const given = environment.TABSMITH_REGISTRY ?? environment.npm_config_registry ?? (await askNpm());
  const registry = given.trim();
  if (!/^https?:\/\//u.test(registry) || !URL.canParse(registry)) return publicRegistry;
  return registry.endsWith("/") ? registry : `${registry}/`;
}

async function askNpm(): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)("npm", ["config", "get", "registry"], {
      timeout: 10_000,
      shell: process.platform === "win32",
    });
    return stdout;
  } catch {
    return publicRegistry;
  }
}
