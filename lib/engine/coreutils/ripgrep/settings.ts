import fs from "node:fs";
import { reasonOf } from "../own/command";
import { ToolFailure } from "../lines/run-tool";
import { readColors, type Colors } from "./colors";
import { searched } from "./input";
import { readArguments, refuse, undone, type Given } from "./options";

export interface Settings {
  readonly has: (key: string) => boolean;
  /** The last value of a key. */
  readonly value: (key: string) => string | undefined;
  readonly all: (key: string) => readonly string[];
  readonly given: readonly Given[];
  readonly patterns: readonly string[];
  readonly paths: readonly string[];
  readonly ignoreCase: boolean;
  readonly mode: "lines" | "count" | "count-matches" | "names" | "names-without" | "json" | "quiet" | "files";
  readonly before: number;
  readonly after: number;
  readonly most: number;
  readonly isColored: boolean;
  readonly colors: Colors;
  readonly isHeaded: boolean;
  readonly isNumbered: boolean;
  readonly hasColumns: boolean;
  readonly contextSeparator: string | undefined;
}

/** What `RIPGREP_CONFIG_PATH` names holds an argument a line. */
function configured(args: readonly string[]): readonly string[] {
  const path = process.env["RIPGREP_CONFIG_PATH"];
  if (path === undefined || path === "" || args.includes("--no-config")) return [];
  try {
    return fs
      .readFileSync(path, "utf8")
      .split("\n")
      .map((line) => line.trim())
      .filter((line) => line !== "" && !line.startsWith("#"));
  } catch (error) {
    process.stderr.write(`${path}: ${systemReason(error)}\n`);
    return [];
  }
}

const systemNumbers: Readonly<Record<string, number>> = { ENOENT: 2, EACCES: 13, EISDIR: 21, ENOTDIR: 20, ELOOP: 40 };

/** Why a call of the system failed, as Rust says it. */
export function systemReason(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return `${reasonOf(error)}${Object.hasOwn(systemNumbers, code) ? ` (os error ${systemNumbers[code] ?? 0})` : ""}`;
}

function patternsOfFile(path: string): readonly string[] {
  try {
    const text = fs.readFileSync(path === "-" ? 0 : path, "utf8");
    return text === "" ? [] : text.replace(/\n$/u, "").split(/\r?\n/u);
  } catch (error) {
    throw new ToolFailure(`${path}: ${systemReason(error)}`, 2);
  }
}

function count(value: string | undefined, name: string, otherwise: number): number {
  if (value === undefined) return otherwise;
  if (!/^\d+$/u.test(value))
    throw new ToolFailure(`error: Invalid value for '${name} <NUM>': invalid digit found in string\n`, 2);
  return Number(value);
}

/** Small letters alone ask for no case; what a backslash makes of a letter doesn't count. */
function isLower(pattern: string): boolean {
  const letters = pattern.replaceAll(/\\(?:[pP]\{[^}]*\}|[^])/gu, "");
  return /\p{Alphabetic}/u.test(letters) && !/\p{Uppercase}/u.test(letters);
}

function modeOf(has: Settings["has"]): Settings["mode"] {
  if (has("files")) return "files";
  if (has("q")) return "quiet";
  if (has("json")) return "json";
  if (has("l")) return "names";
  if (has("files-without-match")) return "names-without";
  if (has("count-matches") || (has("c") && has("o") && !has("v"))) return has("v") ? "count" : "count-matches";
  return has("c") ? "count" : "lines";
}

const choices: Readonly<Record<string, readonly string[]>> = {
  color: ["always", "ansi", "auto", "never"],
  sort: ["accessed", "created", "modified", "none", "path"],
  sortr: ["accessed", "created", "modified", "none", "path"],
};

function check(value: Settings["value"]): void {
  for (const [key, possible] of Object.entries(choices)) {
    const chosen = value(key);
    if (chosen !== undefined && !possible.includes(chosen))
      refuse(
        `'${chosen}' isn't a valid value for '--${key} <${key === "color" ? "WHEN" : "SORTBY"}>'\n\t[possible values: ${possible.join(", ")}]\n`,
      );
  }
  checkTogether(value);
}

function checkTogether(value: Settings["value"]): void {
  for (const [key, name] of Object.entries(notInJson))
    if (value("json") !== undefined && value(key) !== undefined)
      refuse(`The argument '--${name}' cannot be used with '--json'`);
  const separator = unescaped(value("path-separator") ?? "/");
  if (Buffer.byteLength(separator) !== 1)
    throw new ToolFailure(
      `A path separator must be exactly one byte, but the given separator is ${Buffer.byteLength(separator)} bytes: ${separator}\nIn some shells on Windows '/' is automatically expanded. Use '//' instead.`,
      2,
    );
  for (const key of ["z", "pre", "null-data"])
    if (value(key) !== undefined)
      throw new ToolFailure(
        `rg: ${key === "z" ? "-z" : `--${key}`} isn't there; \`zcat FILE | rg PATTERN\` and \`tr\` do it`,
        2,
      );
}

export const unescaped = (text: string): string =>
  text.replaceAll(/\\(?:x([0-9A-Fa-f]{2})|([ntr0\\]))/gu, (_, code: string | undefined, sign: string | undefined) =>
    code === undefined
      ? ({ n: "\n", t: "\t", r: "\r", "0": "\0" }[sign ?? ""] ?? "\\")
      : String.fromCharCode(Number.parseInt(code, 16)),
  );

/** A terminal says by its name that it has colours. */
function isColored(when: string, isShown: boolean): boolean {
  if (when !== "auto") return when !== "never";
  const { TERM: terminal = "dumb", NO_COLOR: refused = "" } = process.env;
  return isShown && terminal !== "dumb" && refused === "";
}

const notInJson: Readonly<Record<string, string>> = {
  c: "count",
  "count-matches": "count-matches",
  l: "files-with-matches",
  "files-without-match": "files-without-match",
};

type Lookup = Pick<Settings, "has" | "value" | "given">;

/** What is looked for, and where. */
function wordsOf({ has, given }: Lookup, rest: readonly string[]): Pick<Settings, "patterns" | "paths"> {
  if (["files", "type-list", "help", "V"].some(has)) return { patterns: [], paths: rest };
  if (has("e") || has("f")) {
    const patterns = given.flatMap(([key, text]) => (key === "e" ? [text] : key === "f" ? patternsOfFile(text) : []));
    return { patterns, paths: rest };
  }
  if (rest.length === 0) refuse("The following required arguments were not provided:\n    <PATTERN>");
  return { patterns: rest.slice(0, 1), paths: rest.slice(1) };
}

function linesAround({ has, value }: Lookup): Pick<Settings, "before" | "after"> {
  if (has("passthru")) return { before: Number.POSITIVE_INFINITY, after: Number.POSITIVE_INFINITY };
  const context = count(value("C"), "--context", 0);
  return {
    before: count(value("B"), "--before-context", context),
    after: count(value("A"), "--after-context", context),
  };
}

/** Numbers of lines help a person who searches files; what is piped in has none. */
const isForPerson = (paths: readonly string[]): boolean =>
  process.stdout.isTTY && searched(paths).some((path) => path !== "-");

/** How it looks: as on a terminal, or as another program reads it. */
function looks(
  { has, value, given }: Lookup,
  paths: readonly string[],
): Pick<Settings, "isColored" | "isHeaded" | "isNumbered" | "hasColumns"> {
  const isTerminal = process.stdout.isTTY || has("p");
  const isRefused = (key: string): boolean => given.some(([name, text]) => name === key && text === undone);
  const hasColumns = has("column") || (has("vimgrep") && !isRefused("column"));
  const numbers = given.findLast(([key]) => key === "n" || key === "N")?.[0];
  return {
    isColored: isColored(value("color") ?? "auto", isTerminal),
    isHeaded: !has("vimgrep") && (has("heading") || (isTerminal && !isRefused("heading"))),
    isNumbered: numbers === undefined ? hasColumns || has("p") || isForPerson(paths) : numbers === "n",
    hasColumns,
  };
}

/** What a command line of rg asks for. */
export function readSettings(args: readonly string[]): Settings {
  const { given, rest } = readArguments([...configured(args), ...args]);
  const value = (key: string): string | undefined => {
    const last = given.findLast(([name]) => name === key)?.[1];
    return last === undone ? undefined : last;
  };
  const lookup: Lookup = { given, value, has: (key) => value(key) !== undefined };
  check(value);
  const words = wordsOf(lookup, rest);
  const lastCase = given.findLast(([key]) => ["i", "s", "S"].includes(key))?.[0];
  const hasSeparator = !given.some(([key, text]) => key === "context-separator" && text === undone);
  return {
    ...lookup,
    ...words,
    ...linesAround(lookup),
    ...looks(lookup, words.paths),
    all: (key) => given.filter(([name]) => name === key).map(([, each]) => each),
    ignoreCase: lastCase === "i" || (lastCase === "S" && words.patterns.every(isLower)),
    mode: modeOf(lookup.has),
    most: count(value("m"), "--max-count", Number.POSITIVE_INFINITY),
    colors: readColors(given.flatMap(([key, text]) => (key === "colors" ? [text] : []))),
    contextSeparator: hasSeparator ? unescaped(value("context-separator") ?? "--") : undefined,
  };
}
