import { codeOf } from "@/lib/base";

/** What a command has: its arguments, and where its words go. */
export interface Call {
  readonly name: string;
  readonly args: readonly string[];
  readonly out: (text: string | Uint8Array) => void;
  /** One line on standard error, with the command's name before it. */
  readonly complain: (text: string) => void;
}

/** Answers the exit code. */
export type Command = (call: Call) => number | Promise<number>;

const meanings: Readonly<Record<string, string>> = {
  EACCES: "Permission denied",
  EEXIST: "File exists",
  EISDIR: "Is a directory",
  ELOOP: "Too many levels of symbolic links",
  EMFILE: "Too many open files",
  ENOENT: "No such file or directory",
  ENOSPC: "No space left on device",
  ENOTDIR: "Not a directory",
  ENOTEMPTY: "Directory not empty",
};

/** Why a call failed, as these programs have always said it. */
export const reasonOf = (error: unknown): string => meanings[codeOf(error) ?? ""] ?? String(error);

/** Does `work` for each name; one that fails is complained of, and the rest is done all the same. */
export async function forEach(
  { complain }: Call,
  names: readonly string[],
  verb: string,
  work: (name: string) => void | Promise<void>,
): Promise<number> {
  let code = 0;
  for (const name of names) {
    try {
      await work(name);
    } catch (error) {
      complain(`${verb}'${name}': ${reasonOf(error)}`);
      code = 1;
    }
  }
  return code;
}

export interface Flags {
  readonly has: (flag: string) => boolean;
  readonly value: (flag: string) => string | undefined;
  readonly rest: readonly string[];
}

/** Letters alone or together, long names, and letters that take a value; `--` ends them. */
export function readFlags(args: readonly string[], valued = "", long: Readonly<Record<string, string>> = {}): Flags {
  const found = new Map<string, string>();
  const rest: string[] = [];
  const queue = [...args];
  for (let arg = queue.shift(); arg !== undefined; arg = queue.shift()) {
    if (arg === "--") rest.push(...queue.splice(0));
    else if (arg.startsWith("--")) {
      const [name = "", value] = arg.slice(2).split("=");
      found.set(long[name] ?? name, value ?? "");
    } else if (/^-\d+$/.test(arg)) found.set("n", arg.slice(1));
    else if (arg.length > 1 && arg.startsWith("-")) readLetters(arg.slice(1), valued, queue, found);
    else rest.push(arg);
  }
  return { has: (flag) => found.has(flag), value: (flag) => found.get(flag), rest };
}

function readLetters(letters: string, valued: string, queue: string[], found: Map<string, string>): void {
  for (let at = 0; at < letters.length; at++) {
    const letter = letters[at] ?? "";
    if (!valued.includes(letter)) {
      found.set(letter, "");
      continue;
    }
    found.set(letter, letters.slice(at + 1) || (queue.shift() ?? ""));
    return;
  }
}
