import fs from "node:fs";
import { bytesOf } from "../lines/bytes-text";
import { lastOf, OptionError, readOptions, type Given } from "../lines/gnu-options";
import { allLines } from "../lines/read-lines";
import { reasonOf, type Call, type Command } from "../own/command";
import { compareBy, compareLines, keyOf, keyText, orderOf, type Key, type Order } from "./keys";

const table = {
  short: "bdfghiMnRrVcCk:mo:sS:t:T:uz",
  long: {
    "ignore-leading-blanks": "b",
    "dictionary-order": "d",
    "ignore-case": "f",
    "general-numeric-sort": "g",
    "human-numeric-sort": "h",
    "ignore-nonprinting": "i",
    "month-sort": "M",
    "numeric-sort": "n",
    "random-sort": "R",
    reverse: "r",
    "version-sort": "V",
    sort: "sort=",
    check: "check?",
    key: "k=",
    merge: "m",
    output: "o=",
    stable: "s",
    "buffer-size": "S=",
    "field-separator": "t=",
    "temporary-directory": "T=",
    unique: "u",
    "zero-terminated": "z",
    parallel: "parallel=",
    "random-source": "random-source=",
    "batch-size": "batch-size=",
    "compress-program": "compress-program=",
    "files0-from": "files0=",
    debug: "debug",
  },
} as const;

const byName: Readonly<Record<string, string>> = {
  numeric: "n",
  "general-numeric": "g",
  "human-numeric": "h",
  month: "M",
  random: "R",
  version: "V",
};

interface Sorting {
  readonly keys: readonly Key[];
  readonly order: Order;
  readonly separator: string | undefined;
  readonly isStable: boolean;
  readonly isUnique: boolean;
}

class SortError extends Error {}

function separatorOf(given: readonly Given[]): string | undefined {
  const text = lastOf(given, "t");
  if (text === undefined) return undefined;
  if (text === String.raw`\0`) return "\0";
  if (text === "") throw new SortError("empty tab");
  if (Array.from(text).length > 1) throw new SortError(`multi-character tab '${text}'`);
  return text;
}

function sortingOf(given: readonly Given[]): Sorting {
  const letters = given
    .map(([key, value]) => (key === "sort" ? (byName[value] ?? "") : key))
    .filter((key) => /^[bdfghiMnRrV]$/u.test(key))
    .join("");
  const order = orderOf(letters);
  if (order === undefined) throw new SortError("incompatible options");
  const keys = given
    .filter(([key]) => key === "k")
    .map(([, text]) => {
      const key = keyOf(text, order);
      if (typeof key === "string") throw new SortError(key);
      return key;
    });
  const has = (key: string): boolean => given.some(([name]) => name === key);
  return { keys, order, separator: separatorOf(given), isStable: has("s"), isUnique: has("u") };
}

interface Entry {
  readonly line: string;
  readonly keys: readonly string[];
}

/** What comes first, by the keys in their order. */
function compareEntries({ keys, order }: Sorting): (one: Entry, other: Entry) => number {
  if (keys.length === 0) return (one, other) => compareBy(order, one.line, other.line);
  return (one, other) => {
    for (const [at, key] of keys.entries()) {
      const found = compareBy(key.order, one.keys[at] ?? "", other.keys[at] ?? "");
      if (found !== 0) return found;
    }
    return 0;
  };
}

function sorted(lines: readonly string[], sorting: Sorting): readonly string[] {
  const entries = lines.map((line) => ({
    line,
    keys: sorting.keys.map((key) => keyText(line, key, sorting.separator)),
  }));
  const compare = compareEntries(sorting);
  const isLast = !sorting.isStable && !sorting.isUnique;
  const lastResort = (one: Entry, other: Entry): number =>
    sorting.order.isReversed ? compareLines(other.line, one.line) : compareLines(one.line, other.line);
  entries.sort((one, other) => compare(one, other) || (isLast ? lastResort(one, other) : 0));
  if (!sorting.isUnique) return entries.map(({ line }) => line);
  const kept: Entry[] = [];
  for (const entry of entries) {
    const before = kept.at(-1);
    if (before === undefined || compare(before, entry) !== 0) kept.push(entry);
  }
  return kept.map(({ line }) => line);
}

/** The first line that stands in the wrong place. */
function disorder(lines: readonly string[], sorting: Sorting): number {
  const entries = lines.map((line) => ({
    line,
    keys: sorting.keys.map((key) => keyText(line, key, sorting.separator)),
  }));
  const compare = compareEntries(sorting);
  return entries.findIndex((entry, at) => {
    const before = entries[at - 1];
    if (before === undefined) return false;
    const found =
      compare(before, entry) ||
      (sorting.isStable || sorting.isUnique
        ? 0
        : sorting.order.isReversed
          ? compareLines(entry.line, before.line)
          : compareLines(before.line, entry.line));
    return sorting.isUnique ? found >= 0 : found > 0;
  });
}

/** Sorts the lines of all files together. */
export const sort: Command = async (call) => {
  try {
    const { given, rest } = readOptions(call.args, table);
    return await run(call, given, rest);
  } catch (error) {
    if (error instanceof OptionError) {
      call.complain(error.message);
      process.stderr.write("Try 'sort --help' for more information.\n");
    } else if (error instanceof SortError) call.complain(error.message);
    else throw error;
    return 2;
  }
};

async function run(call: Call, given: readonly Given[], rest: readonly string[]): Promise<number> {
  const sorting = sortingOf(given);
  const end = lastOf(given, "z") === undefined ? "\n" : "\0";
  const lines: string[] = [];
  for (const name of rest.length > 0 ? rest : ["-"]) {
    try {
      for (const { text } of await allLines(name, end)) lines.push(text);
    } catch (error) {
      const reason = reasonOf(error);
      throw new SortError(
        reason === "Is a directory" ? `read failed: ${name}: ${reason}` : `cannot read: ${name}: ${reason}`,
      );
    }
  }
  const check = given.find(([key]) => key === "c" || key === "C" || key === "check");
  if (check !== undefined) return checked(call, lines, sorting, rest[0] ?? "-", check);
  const text = sorted(lines, sorting)
    .map((line) => line + end)
    .join("");
  const output = lastOf(given, "o");
  if (output === undefined) call.out(bytesOf(text));
  else fs.writeFileSync(output, bytesOf(text));
  return 0;
}

function checked(call: Call, lines: readonly string[], sorting: Sorting, name: string, [key, how]: Given): number {
  const at = disorder(lines, sorting);
  if (at === -1) return 0;
  const isQuiet = key === "C" || ["quiet", "silent"].includes(how);
  if (!isQuiet) call.complain(`${name}:${at + 1}: disorder: ${lines[at] ?? ""}`);
  return 1;
}
