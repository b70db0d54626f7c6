import { readFileSync } from "node:fs";
import { Bash, ReadWriteFs } from "just-bash";

const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** What is piped in, byte for byte. A terminal is no input: these commands read all of it before they begin. */
function readInput(): string {
  if (process.stdin.isTTY) return "";
  try {
    return readFileSync(0, "latin1");
  } catch {
    return "";
  }
}

/** Runs one command of just-bash on the engine's own files; answers its exit code. */
export async function run(name: string, args: readonly string[]): Promise<number> {
  const shell = new Bash({
    fs: new ReadWriteFs({ root: "/" }),
    cwd: process.cwd(),
    env: { ...(process.env as Record<string, string>), PATH: "/usr/bin" },
    defenseInDepth: false,
  });
  const line = [name, ...args].map(quoted).join(" ");
  const { stdout, stderr, exitCode } = await shell.exec(line, { stdin: readInput(), rawScript: true });
  process.stdout.write(Buffer.from(stdout, "latin1"));
  process.stderr.write(Buffer.from(stderr, "latin1"));
  return exitCode;
}
