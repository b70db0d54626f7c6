import fs from "node:fs";
import type { Call, Command, Flags } from "./command";
import { readLeading } from "./leading";
import { start, type End } from "./run-program";

/** The longest line that is made when nothing says how many words go on one. */
const LONGEST = 131_072;

interface Item {
  readonly text: string;
  /** Whether its line ends with it: a blank at the end of a line goes on with the next. */
  readonly endsLine: boolean;
}

/** Words between blanks, in quotes or behind a backslash. */
function words(input: string): Item[] {
  const items: Item[] = [];
  for (const found of input.matchAll(/((?:'[^'\n]*'|"[^"\n]*"|\\[^]|[^\s'"\\])+)([ \t]*\n?)/g)) {
    const text = (found[1] ?? "").replaceAll(
      /'([^'\n]*)'|"([^"\n]*)"|\\([^])/g,
      (_, single?: string, double?: string, kept?: string) => single ?? double ?? kept ?? "",
    );
    items.push({ text, endsLine: found[2] === "\n" });
  }
  return items;
}

function between(input: string, separator: string): Item[] {
  const parts = input.split(separator);
  if (parts.at(-1) === "") parts.pop();
  return parts.map((text) => ({ text, endsLine: true }));
}

const escapes: Readonly<Record<string, string>> = { "\\n": "\n", "\\t": "\t", "\\0": "\0", "\\\\": "\\" };

function itemsOf(input: string, flags: Flags): Item[] {
  const separator = flags.has("0") ? "\0" : flags.value("d");
  if (separator !== undefined) return between(input, escapes[separator] ?? separator);
  if (!flags.has("I")) return words(input);
  const lines = between(input, "\n").map(({ text }) => text.trimStart());
  return lines
    .filter((line) => line !== "")
    .map((line) => ({ text: line.replaceAll(/(["'])(.*?)\1|\\(.)/g, "$2$3"), endsLine: true }));
}

/** The words of each line to run. */
function batches(items: readonly Item[], flags: Flags): string[][] {
  const most = Number(flags.value("n") ?? Infinity);
  const lines = Number(flags.value("L") ?? Infinity);
  const made: string[][] = [];
  let batch: string[] = [];
  let [length, ended] = [0, 0];
  const close = () => {
    if (batch.length > 0) made.push(batch);
    batch = [];
    [length, ended] = [0, 0];
  };
  for (const { text, endsLine } of items) {
    if (length + text.length + 1 > LONGEST) close();
    batch.push(text);
    length += text.length + 1;
    ended += Number(endsLine);
    if (batch.length >= most || ended >= lines) close();
  }
  close();
  return made;
}

function linesToRun(command: readonly string[], items: readonly Item[], flags: Flags): (readonly string[])[] {
  const mark = flags.value("I");
  if (mark !== undefined) return items.map(({ text }) => command.map((word) => word.replaceAll(mark, () => text)));
  const made = batches(items, flags);
  if (made.length === 0) return flags.has("r") ? [] : [command];
  return made.map((batch) => [...command, ...batch]);
}

/** What xargs itself answers for the end of one program; 0 lets the rest run as well. */
function codeFor(end: End, name: string, call: Call): { readonly code: number; readonly stops: boolean } {
  if (end.type === "missing") {
    call.complain(`${name}: ${end.reason}`);
    return { code: end.status, stops: true };
  }
  if (end.type === "killed") {
    call.complain(`${name}: terminated by signal ${end.signal}`);
    return { code: 125, stops: true };
  }
  if (end.status === 255) {
    call.complain(`${name}: exited with status 255; aborting`);
    return { code: 124, stops: true };
  }
  return { code: end.status === 0 ? 0 : 123, stops: false };
}

const longNames = {
  null: "0",
  "no-run-if-empty": "r",
  "max-args": "n",
  "max-procs": "P",
  "max-lines": "L",
  delimiter: "d",
  "arg-file": "a",
  verbose: "t",
  replace: "I",
};

export const xargs: Command = async (call) => {
  // `-0` is no number of lines here.
  const args = call.args.map((arg) => (arg === "-0" ? "--null" : arg));
  const flags = readLeading(args, "nILPdasE", longNames);
  const input = fs.readFileSync(flags.value("a") ?? 0, "utf8");
  const lines = linesToRun(flags.rest.length > 0 ? flags.rest : ["echo"], itemsOf(input, flags), flags);
  const side = Number(flags.value("P") ?? 1) || lines.length;
  let code = 0;
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let line = lines[next++]; line !== undefined; line = lines[next++]) {
      const [name = "echo", ...rest] = line;
      if (flags.has("t")) process.stderr.write(`${line.join(" ")}\n`);
      const { code: one, stops } = codeFor(await start(name, rest, ["ignore", "inherit", "inherit"]).end, name, call);
      code = stops ? one : code || one;
      if (stops) next = lines.length;
    }
  };
  await Promise.all(Array.from({ length: Math.min(side, lines.length) }, worker));
  return code;
};
