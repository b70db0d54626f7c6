import { readFileSync } from "node:fs";
import { Bash, ReadWriteFs, type Command } from "just-bash";

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

/** The command, with an input that is read when it asks for it: `sed -i FILE` waits for nobody who holds a pipe open. */
function readingLate(command: Command): Command {
  let input: string | undefined;
  const read = () => (input ??= readInput());
  return {
    ...command,
    execute: (args, context) =>
      command.execute(args, Object.create(context, { stdin: { get: read, enumerable: true } })),
  };
}

/** Runs one command of just-bash on the engine's own files; answers its exit code. */
export async function run(name: string, args: readonly string[]): Promise<number> {
  const shell = new Bash({
    fs: new ReadWriteFs({ root: "/" }),
    cwd: process.cwd(),
    env: { ...(process.env as Record<string, string>), PATH: "/usr/bin" },
    defenseInDepth: false,
  });
  const command = (Reflect.get(shell, "commands") as ReadonlyMap<string, Command>).get(name);
  if (command) shell.registerCommand(readingLate(command));
  const line = [name, ...args].map(quoted).join(" ");
  const { stdout, stderr, exitCode } = await shell.exec(line, { rawScript: true });
  process.stdout.write(Buffer.from(stdout, "latin1"));
  process.stderr.write(Buffer.from(stderr, "latin1"));
  return exitCode;
}
