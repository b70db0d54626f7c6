import { spawnSync } from "node:child_process";
import { constants } from "node:os";
import { OptionError, readOptions, type Given } from "../lines/gnu-options";
import type { Call, Command } from "./command";

const table = {
  short: "i0u:C:S:v",
  long: {
    "ignore-environment": "i",
    null: "0",
    unset: "u=",
    chdir: "C=",
    "split-string": "S=",
    debug: "v",
  },
  leading: true,
} as const;

const quoted = /"((?:[^"\\]|\\[^])*)"|'([^']*)'|((?:[^\s"'\\]|\\[^])+)/gu;

/** The words of `-S`, with quotes as a shell has them. */
const wordsOf = (text: string): readonly string[] =>
  Array.from(text.matchAll(quoted), ([, double, single, plain]) => double ?? single ?? plain ?? "");

/** `-S` stands for the words in it, wherever it stands. */
function readAll(args: readonly string[]): { readonly given: readonly Given[]; readonly rest: readonly string[] } {
  const { given, rest } = readOptions(args, table);
  const text = given.find(([key]) => key === "S")?.[1];
  if (text === undefined) return { given, rest };
  const inner = readAll([...wordsOf(text), ...rest]);
  return { given: [...given.filter(([key]) => key !== "S"), ...inner.given], rest: inner.rest };
}

/** Shows the environment, or runs a command with a changed one. */
export const env: Command = (call) => {
  try {
    const { given, rest } = readAll(call.args);
    return run(call, given, rest);
  } catch (error) {
    if (!(error instanceof OptionError)) throw error;
    call.complain(error.message);
    process.stderr.write("Try 'env --help' for more information.\n");
    return 125;
  }
};

/** The environment that is asked for, and the words behind it. */
function changed(given: readonly Given[], rest: readonly string[]) {
  const isEmpty = given.some(([key]) => key === "i") || rest[0] === "-";
  const queue = rest[0] === "-" ? rest.slice(1) : [...rest];
  const variables: Record<string, string | undefined> = isEmpty ? {} : { ...process.env };
  for (const [key, name] of given) if (key === "u") Reflect.deleteProperty(variables, name);
  for (let pair = pairOf(queue[0]); pair; pair = pairOf(queue[0])) {
    variables[pair[1] ?? ""] = pair[2];
    queue.shift();
  }
  return { variables, words: queue };
}

const pairOf = (word: string | undefined) => /^([^=]+)=(.*)$/su.exec(word ?? "");

function run({ out, complain }: Call, given: readonly Given[], rest: readonly string[]): number {
  const { variables, words } = changed(given, rest);
  const [command, ...args] = words;
  if (command === undefined) {
    const end = given.some(([key]) => key === "0") ? "\0" : "\n";
    for (const [name, value] of Object.entries(variables)) out(`${name}=${value ?? ""}${end}`);
    return 0;
  }
  const cwd = given.findLast(([key]) => key === "C")?.[1];
  const { status, signal, error } = spawnSync(command, args, {
    stdio: "inherit",
    env: variables as NodeJS.ProcessEnv,
    ...(cwd !== undefined && { cwd }),
  });
  if (!error) return status ?? 128 + (signal ? constants.signals[signal] : 0);
  const isDenied = (error as NodeJS.ErrnoException).code === "EACCES";
  complain(`'${command}': ${isDenied ? "Permission denied" : "No such file or directory"}`);
  return isDenied ? 126 : 127;
}
