import { basename } from "@/lib/base";
import type { Program } from "../protocol/spawn-spec";
import type { FileSystem } from "./file-system";
import type { Inode } from "./inode";
import { fail, KernelError } from "./kernel-error";
import { find, type Walker } from "./path-walk";
import { demand, permission } from "./permissions";
import { readExecutable } from "./program-file";

export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly env: readonly string[];
}

export interface Resolved extends Command {
  readonly program: Program;
  readonly execPath: string;
}

const headBytes = 4096;
const interpretersMax = 5;
/** What runs a script of ours, as it runs everyone's. */
const nodePath = "/usr/bin/node";
const usualPath = "/usr/local/bin:/usr/bin:/bin";

/** Finds what a command runs, as `execvp` does: by PATH, through interpreter lines, a shell for plain text. */
export function resolveProgram(files: FileSystem, walker: Walker, command: Command, depth = 0): Resolved {
  if (depth > interpretersMax) fail("ELOOP");
  const { path, node } = lookUp(walker, command);
  const head = files.read(node, 0, headBytes);
  const found = readExecutable(head);
  if (found.type === "program") return atProgram(command, path, found.program);
  const rest = [path, ...command.args.slice(1)];
  if (found.type === "text") return resolveProgram(files, walker, withArgs(command, "/bin/sh", rest), depth + 1);
  if (found.type === "unknown") return fail("ENOEXEC");
  return resolveProgram(files, walker, interpreted(command, found, rest), depth + 1);
}

function atProgram(command: Command, path: string, program: Program): Resolved {
  if (program.type !== "script") return { ...command, program, execPath: path };
  const [argv0 = path, ...rest] = command.args;
  return { ...command, args: [argv0, program.path, ...rest], program: { type: "node" }, execPath: nodePath };
}

const withArgs = (command: Command, file: string, rest: readonly string[]): Command => ({
  ...command,
  file,
  args: [file, ...rest],
});

interface Interpreter {
  readonly interpreter: string;
  readonly argument: string | undefined;
}

/** `env` is read here, so that `#!/usr/bin/env node` costs no process of its own. */
function interpreted(command: Command, { interpreter, argument }: Interpreter, rest: readonly string[]): Command {
  if (basename(interpreter) !== "env" || argument === undefined)
    return withArgs(command, interpreter, argument === undefined ? rest : [argument, ...rest]);
  const split = /^(?:-S|--split-string=?)\s*/.exec(argument);
  const words = split === null ? [argument] : argument.slice(split[0].length).split(/\s+/);
  const from = words.findIndex((word) => !/^\w+=/.test(word));
  if (from < 0) return fail("ENOENT");
  const [file = "", ...args] = words.slice(from);
  return { file, args: [file, ...args, ...rest], env: [...command.env, ...words.slice(0, from)] };
}

interface Place {
  readonly path: string;
  readonly node: Inode;
}

function lookUp(walker: Walker, { file, env }: Command): Place {
  if (file === "") return fail("ENOENT");
  if (file.includes("/")) return { path: file, node: executable(walker, file) };
  const search = env.findLast((pair) => pair.startsWith("PATH="))?.slice(5) ?? usualPath;
  let refused: KernelError | undefined;
  for (const directory of search.split(":")) {
    const path = directory === "" ? file : `${directory.replace(/\/+$/, "")}/${file}`;
    try {
      return { path, node: executable(walker, path) };
    } catch (error) {
      if (!(error instanceof KernelError)) throw error;
      if (error.code === "EACCES") refused = error;
    }
  }
  throw refused ?? notFound();
}

function executable(walker: Walker, path: string): Inode {
  const node = find(walker, path);
  if (!node.isFile) return fail("EACCES");
  demand(node, walker, permission.execute);
  return node;
}

function notFound(): KernelError {
  return new KernelError("ENOENT");
}
