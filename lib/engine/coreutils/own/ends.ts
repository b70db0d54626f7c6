import fs from "node:fs";
import { forEach, readFlags, type Call, type Command } from "./command";
import { named, pieces, whole } from "./texts";

const newline = 10;

/** Where the given number of lines ends, or all the bytes where there are fewer. */
function afterLines(bytes: Uint8Array, count: number): number {
  let at = 0;
  for (let line = 0; line < count; line++) {
    const end = bytes.indexOf(newline, at);
    if (end === -1) return bytes.length;
    at = end + 1;
  }
  return at;
}

const linesIn = (bytes: Uint8Array): number => {
  const ended = bytes.reduce((sum, byte) => sum + Number(byte === newline), 0);
  return bytes.length === 0 || bytes.at(-1) === newline ? ended : ended + 1;
};

const sizes: Readonly<Record<string, number>> = { k: 1024, K: 1024, M: 1024 ** 2, G: 1024 ** 3, b: 512 };

/** `5`, `-5`, `+5`, `2k` */
function countOf(text: string): { readonly sign: string; readonly count: number } | undefined {
  const [, sign = "", digits, unit = ""] = /^([-+]?)(\d+)([kKMGb]?)$/.exec(text) ?? [];
  return digits === undefined ? undefined : { sign, count: Number(digits) * (sizes[unit] ?? 1) };
}

/** Reads no further than it must: who writes without end is told by the pipe's end. */
async function first(call: Call, name: string, count: number, byLines: boolean): Promise<void> {
  let left = count;
  if (left === 0) return;
  for await (const piece of pieces(call, [name], () => undefined)) {
    const end = byLines ? afterLines(piece, left) : Math.min(left, piece.length);
    const taken = piece.subarray(0, end);
    call.out(taken);
    left -= byLines ? taken.reduce((sum, byte) => sum + Number(byte === newline), 0) : end;
    if (left === 0) return;
  }
}

/** A file that can't be opened is told of in other words than one that can't be read. */
const openingOf = (call: Call): Call => ({
  ...call,
  complain: (text) => {
    call.complain(
      text.endsWith("Is a directory")
        ? text.replace(/^cannot open (.*): Is a directory$/u, "error reading $1: Is a directory")
        : text.replace(/^(cannot open '[^]*'): /u, "$1 for reading: "),
    );
  },
});

/** One of several files, with its title where there are several. */
function each(call: Call, names: readonly string[], titled: boolean, work: (name: string) => Promise<void>) {
  let before = "";
  return forEach(openingOf(call), names, "cannot open ", async (name) => {
    const isFolder = name !== "-" && fs.statSync(name).isDirectory();
    if (titled) call.out(`${before}==> ${name === "-" ? "standard input" : name} <==\n`);
    before = "\n";
    if (isFolder) throw Object.assign(new Error(), { code: "EISDIR" });
    await work(name);
  });
}

const long = { lines: "n", bytes: "c", follow: "f", quiet: "q", silent: "q", verbose: "v" };

/** What both commands are asked for; undefined once it has been complained of. */
function askedOf(call: Call, args: readonly string[]) {
  const flags = readFlags(args, "nc", long);
  const byLines = !flags.has("c");
  const text = flags.value("c") ?? flags.value("n") ?? "10";
  const counted = countOf(text);
  if (!counted) {
    call.complain(`invalid number of ${byLines ? "lines" : "bytes"}: '${text}'`);
    return undefined;
  }
  const names = named(flags.rest);
  const titled = flags.has("v") || (names.length > 1 && !flags.has("q"));
  return { ...counted, byLines, names, titled, follows: flags.has("f") || flags.has("F") };
}

export const head: Command = (call) => {
  const asked = askedOf(call, call.args);
  if (asked === undefined) return 1;
  const { byLines, names, titled } = asked;
  return each(call, names, titled, async (name) => {
    if (asked.sign !== "-") return first(call, name, asked.count, byLines);
    const bytes = await whole(call, name);
    const all = byLines ? linesIn(bytes) : bytes.length;
    const kept = Math.max(0, all - asked.count);
    call.out(bytes.subarray(0, byLines ? afterLines(bytes, kept) : kept));
  });
};

export const tail: Command = (call) => {
  // `tail +5` is older than `-n`.
  const args = call.args.map((arg, at) => (at === 0 && /^\+\d+$/.test(arg) ? `-n${arg}` : arg));
  const asked = askedOf(call, args);
  if (asked === undefined) return 1;
  const { byLines, names, titled, follows } = asked;
  return each(call, names, titled, async (name) => {
    const bytes = await whole(call, name);
    const all = byLines ? linesIn(bytes) : bytes.length;
    const skipped = Math.max(0, asked.sign === "+" ? asked.count - 1 : all - asked.count);
    call.out(bytes.subarray(byLines ? afterLines(bytes, skipped) : skipped));
    if (follows && name !== "-") await follow(call, name, bytes.length);
  });
};

/** Goes on for ever: whoever follows a file ends it with ^C. */
function follow(call: Call, name: string, from: number): Promise<never> {
  let seen = from;
  return new Promise(() => {
    fs.watch(name, () => {
      const { size } = fs.statSync(name);
      if (size < seen) seen = 0;
      const bytes = Buffer.alloc(size - seen);
      const file = fs.openSync(name, "r");
      fs.readSync(file, bytes, 0, bytes.length, seen);
      fs.closeSync(file);
      seen = size;
      call.out(bytes);
    });
  });
}
