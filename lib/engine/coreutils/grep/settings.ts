import { lastOf, OptionError, readOptions, type Given } from "../lines/gnu-options";

export interface GrepSettings {
  readonly dialect: "basic" | "extended" | "fixed" | "perl";
  readonly patterns: readonly string[];
  readonly patternFiles: readonly string[];
  readonly files: readonly string[];
  readonly has: (key: string) => boolean;
  readonly most: number;
  readonly before: number;
  readonly after: number;
  readonly isColored: boolean;
  readonly label: string;
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly excludedFolders: readonly string[];
  readonly folders: "read" | "skip" | "recurse";
  readonly binary: "binary" | "text" | "without-match";
}

const table = {
  short: "EFGPe:f:iyvwxcloLqsnHhbm:A:B:C:rRzZaIUTd:D:uV",
  number: "C",
  long: {
    "extended-regexp": "E",
    "fixed-strings": "F",
    "basic-regexp": "G",
    "perl-regexp": "P",
    regexp: "e=",
    file: "f=",
    "ignore-case": "i",
    "no-ignore-case": "no-ignore-case",
    "invert-match": "v",
    "word-regexp": "w",
    "line-regexp": "x",
    count: "c",
    "files-with-matches": "l",
    "only-matching": "o",
    "files-without-match": "L",
    quiet: "q",
    silent: "q",
    "no-messages": "s",
    "line-number": "n",
    "with-filename": "H",
    "no-filename": "h",
    "byte-offset": "b",
    "max-count": "m=",
    "after-context": "A=",
    "before-context": "B=",
    context: "C=",
    recursive: "r",
    "dereference-recursive": "R",
    "null-data": "z",
    null: "Z",
    text: "a",
    "binary-files": "binary=",
    binary: "U",
    "initial-tab": "T",
    directories: "d=",
    devices: "D=",
    color: "color?",
    colour: "color?",
    include: "include=",
    exclude: "exclude=",
    "exclude-dir": "exclude-dir=",
    label: "label=",
    "line-buffered": "u",
    "group-separator": "separator=",
    "no-group-separator": "no-separator",
    version: "V",
    help: "help",
  },
} as const;

const dialects: Readonly<Record<string, GrepSettings["dialect"]>> = {
  E: "extended",
  F: "fixed",
  G: "basic",
  P: "perl",
};

const allOf = (given: readonly Given[], key: string): readonly string[] =>
  given.filter(([name]) => name === key).map(([, value]) => value);

function count(given: readonly Given[], key: string, otherwise: number): number {
  const value = lastOf(given, key);
  if (value === undefined) return otherwise;
  if (!/^-?\d+$/u.test(value))
    throw new OptionError(key === "m" ? "invalid max count" : `${value}: invalid context length argument`);
  return Number(value) < 0 ? Number.POSITIVE_INFINITY : Number(value);
}

function binaryOf(given: readonly Given[]): GrepSettings["binary"] {
  const last = given.findLast(([key]) => key === "a" || key === "I" || key === "binary");
  if (last === undefined) return "binary";
  if (last[0] === "a" || last[1] === "text") return "text";
  return last[0] === "I" || last[1] === "without-match" ? "without-match" : "binary";
}

function foldersOf(given: readonly Given[]): GrepSettings["folders"] {
  const last = given.findLast(([key]) => key === "r" || key === "R" || key === "d");
  if (last === undefined) return "read";
  if (last[0] !== "d") return "recurse";
  return last[1] === "skip" || last[1] === "recurse" ? last[1] : "read";
}

function isColored(given: readonly Given[]): boolean {
  const when = lastOf(given, "color");
  return when === "always" || (when !== undefined && when !== "never" && process.stdout.isTTY);
}

function dialectOf(name: string, given: readonly Given[]): GrepSettings["dialect"] {
  const letter = given.findLast(([key]) => Object.hasOwn(dialects, key))?.[0];
  const byName = { egrep: "extended", fgrep: "fixed" } as const;
  return dialects[letter ?? ""] ?? (name === "egrep" || name === "fgrep" ? byName[name] : "basic");
}

/** What a command line of grep asks for; undefined where it lacks a pattern. */
export function readSettings(name: string, args: readonly string[]): GrepSettings | undefined {
  const { given, rest } = readOptions(args, table);
  const keys = new Set(given.map(([key]) => key));
  const isNamed = keys.has("e") || keys.has("f");
  if (!isNamed && rest.length === 0 && !keys.has("V") && !keys.has("help")) return undefined;
  const around = count(given, "C", 0);
  return {
    dialect: dialectOf(name, given),
    patterns: (isNamed ? allOf(given, "e") : rest.slice(0, 1)).flatMap((text) => text.split("\n")),
    patternFiles: allOf(given, "f"),
    files: isNamed ? rest : rest.slice(1),
    has: (key) => keys.has(key),
    most: count(given, "m", Number.POSITIVE_INFINITY),
    before: count(given, "B", around),
    after: count(given, "A", around),
    isColored: isColored(given),
    label: lastOf(given, "label") ?? "(standard input)",
    include: allOf(given, "include"),
    exclude: allOf(given, "exclude"),
    excludedFolders: allOf(given, "exclude-dir"),
    folders: foldersOf(given),
    binary: binaryOf(given),
  };
}
