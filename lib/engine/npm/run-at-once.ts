import { readFileSync } from "node:fs";
import { quickRun, type QuickRun } from "./quick-run";

/** npm's own `@npmcli/run-script`, of one script. */
export type RunScript = (
  options: QuickRun & { readonly nodeGyp: string; readonly stdio: "inherit" },
) => Promise<unknown>;

export interface NpmParts {
  readonly version: string;
  readonly path: string;
  readonly runScript: () => RunScript;
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    // What can't be read isn't there, or npm says why.
    return undefined;
  }
}

/** Runs what npm would only run. Answers whether it does; npm itself has to do all else. */
export function runAtOnce(process: NodeJS.Process, npm: NpmParts): boolean {
  const found = quickRun({
    words: process.argv.slice(2),
    env: process.env,
    cwd: process.cwd(),
    isTerminal: process.stdout.isTTY,
    nodeVersion: process.version,
    npmVersion: npm.version,
    npmPath: npm.path,
    read,
  });
  if (found === undefined) return false;
  process.title = "npm";
  // npm says what it runs by an event of its process.
  (process as NodeJS.EventEmitter).on("output", (level: unknown, text: unknown) => {
    if (level === "standard") process.stdout.write(`${String(text)}\n`);
  });
  npm
    .runScript()({ ...found, nodeGyp: found.path, stdio: "inherit" })
    .catch((error: unknown) => {
      const { code } = error as { readonly code?: unknown };
      process.exitCode = typeof code === "number" ? code : 1;
    });
  return true;
}
