import { ToolFailure } from "../lines/run-tool";

/** An option as it was given: the key that its names share, and its value. */
export type Given = readonly [key: string, value: string];

/** Options that take a value, by their long names. */
const valued: Readonly<Record<string, string>> = {
  "after-context": "A",
  "before-context": "B",
  color: "color",
  colors: "colors",
  context: "C",
  "context-separator": "context-separator",
  "dfa-size-limit": "ignored",
  encoding: "E",
  engine: "engine",
  "field-context-separator": "field-context-separator",
  "field-match-separator": "field-match-separator",
  file: "f",
  glob: "g",
  iglob: "iglob",
  "ignore-file": "ignore-file",
  "max-columns": "M",
  "max-count": "m",
  "max-depth": "max-depth",
  "max-filesize": "max-filesize",
  maxdepth: "max-depth",
  "path-separator": "path-separator",
  pre: "pre",
  "pre-glob": "ignored",
  "regex-size-limit": "ignored",
  regexp: "e",
  replace: "r",
  sort: "sort",
  sortr: "sortr",
  threads: "ignored",
  type: "t",
  "type-add": "type-add",
  "type-clear": "type-clear",
  "type-not": "T",
};

/** Those that take none. Of a pair the later counts, and both stand for the first one's key. */
const plain: Readonly<Record<string, string>> = {
  "auto-hybrid-regex": "ignored",
  binary: "binary",
  "block-buffered": "ignored",
  "byte-offset": "b",
  "case-sensitive": "s",
  column: "column",
  count: "c",
  "count-matches": "count-matches",
  crlf: "crlf",
  debug: "ignored",
  files: "files",
  "files-with-matches": "l",
  "files-without-match": "files-without-match",
  "fixed-strings": "F",
  follow: "L",
  "glob-case-insensitive": "glob-case-insensitive",
  heading: "heading",
  help: "help",
  hidden: "hidden",
  "ignore-case": "i",
  "ignore-file-case-insensitive": "ignore-file-case-insensitive",
  "include-zero": "include-zero",
  "invert-match": "v",
  json: "json",
  "line-buffered": "ignored",
  "line-number": "n",
  "line-regexp": "x",
  "max-columns-preview": "max-columns-preview",
  mmap: "ignored",
  multiline: "U",
  "multiline-dotall": "multiline-dotall",
  "no-config": "ignored",
  "no-filename": "I",
  "no-ignore": "no-ignore",
  "no-ignore-dot": "no-ignore-dot",
  "no-ignore-exclude": "no-ignore-exclude",
  "no-ignore-files": "no-ignore-files",
  "no-ignore-global": "no-ignore-global",
  "no-ignore-messages": "no-ignore-messages",
  "no-ignore-parent": "no-ignore-parent",
  "no-ignore-vcs": "no-ignore-vcs",
  "no-line-number": "N",
  "no-messages": "no-messages",
  "no-pcre2-unicode": "ignored",
  "no-require-git": "no-require-git",
  "no-unicode": "ignored",
  null: "0",
  "null-data": "null-data",
  "one-file-system": "ignored",
  "only-matching": "o",
  passthru: "passthru",
  passthrough: "passthru",
  pcre2: "P",
  pretty: "p",
  quiet: "q",
  "search-zip": "z",
  "smart-case": "S",
  "sort-files": "sort-files",
  stats: "stats",
  text: "a",
  trace: "ignored",
  trim: "trim",
  "type-list": "type-list",
  unrestricted: "u",
  version: "V",
  vimgrep: "vimgrep",
  "with-filename": "H",
  "word-regexp": "w",
};

/** What undoes another, by the key that it undoes. */
const undoing: Readonly<Record<string, string>> = {
  ignore: "no-ignore",
  "ignore-dot": "no-ignore-dot",
  "ignore-exclude": "no-ignore-exclude",
  "ignore-files": "no-ignore-files",
  "ignore-global": "no-ignore-global",
  "ignore-messages": "no-ignore-messages",
  "ignore-parent": "no-ignore-parent",
  "ignore-vcs": "no-ignore-vcs",
  messages: "no-messages",
  "no-binary": "binary",
  "no-block-buffered": "ignored",
  "no-column": "column",
  "no-context-separator": "context-separator",
  "no-crlf": "crlf",
  "no-encoding": "E",
  "no-fixed-strings": "F",
  "no-follow": "L",
  "no-glob-case-insensitive": "glob-case-insensitive",
  "no-heading": "heading",
  "no-hidden": "hidden",
  "no-ignore-file-case-insensitive": "ignore-file-case-insensitive",
  "no-json": "json",
  "no-line-buffered": "ignored",
  "no-max-columns-preview": "max-columns-preview",
  "no-mmap": "ignored",
  "no-multiline": "U",
  "no-multiline-dotall": "multiline-dotall",
  "no-one-file-system": "ignored",
  "no-pcre2": "P",
  "no-pre": "pre",
  "no-search-zip": "z",
  "no-stats": "stats",
  "no-text": "a",
  "no-trim": "trim",
  "no-auto-hybrid-regex": "ignored",
  "pcre2-unicode": "ignored",
  "require-git": "no-require-git",
  unicode: "ignored",
  "no-sort-files": "sort-files",
};

const aliases: Readonly<Record<string, string>> = { h: "help", j: "ignored", ".": "hidden", d: "" };
const lettersWithValue = "ABCEMTefgjmrt";
const lettersAlone = "abcFHIilLNnPpqSsUuVvwxozh0.";

/** Stands for an option that was taken back. */
export const undone = "\0";

const forms = [
  "PATTERN [PATH ...]",
  "-e PATTERN ... [PATH ...]",
  "-f PATTERNFILE ... [PATH ...]",
  "--files [PATH ...]",
  "--type-list",
];

const usage = `
USAGE:
    
${forms.map((form) => `    rg [OPTIONS] ${form}`).join("\n")}
    command | rg [OPTIONS] PATTERN
    rg [OPTIONS] --help
    rg [OPTIONS] --version

For more information try --help
`;

/** A command line that rg refuses, with how it is to be used. */
export const refuse = (message: string): never => {
  throw new ToolFailure(`error: ${message}\n${usage}`, 2, true);
};

const unknown = (arg: string): never =>
  refuse(`Found argument '${arg}' which wasn't expected, or isn't valid in this context`);

const keyIn = (table: Readonly<Record<string, string>>, name: string): string | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;

function longOption(arg: string, queue: string[]): Given {
  const [, name = "", value] = /^--([^=]*)(?:=([^]*))?$/u.exec(arg) ?? [];
  const key = keyIn(valued, name);
  if (key !== undefined) {
    const taken = value ?? queue.shift();
    return taken === undefined
      ? refuse(`The argument '--${name} <VALUE>' requires a value but none was supplied`)
      : [key, taken];
  }
  if (value !== undefined) return unknown(`--${name}`);
  const alone = keyIn(plain, name);
  if (alone !== undefined) return [alone, ""];
  const undoes = keyIn(undoing, name);
  return undoes === undefined ? unknown(`--${name}`) : [undoes, undone];
}

function letters(cluster: string, queue: string[]): readonly Given[] {
  const found: Given[] = [];
  for (let at = 0; at < cluster.length; at++) {
    const letter = cluster[at] ?? "";
    const key = aliases[letter] ?? letter;
    if (lettersAlone.includes(letter)) {
      found.push([key, ""]);
      continue;
    }
    if (!lettersWithValue.includes(letter)) return unknown(`-${letter}`);
    const value = cluster.slice(at + 1).replace(/^=/u, "") || queue.shift();
    if (value === undefined) return refuse(`The argument '-${letter} <VALUE>' requires a value but none was supplied`);
    return [...found, [key, value]];
  }
  return found;
}

/** The options and the words that are none, wherever they stand; `--` ends the options. */
export function readArguments(args: readonly string[]): { given: readonly Given[]; rest: readonly string[] } {
  const given: Given[] = [];
  const rest: string[] = [];
  const queue = [...args];
  for (let arg = queue.shift(); arg !== undefined; arg = queue.shift()) {
    if (arg === "--") rest.push(...queue.splice(0));
    else if (arg.startsWith("--")) given.push(longOption(arg, queue));
    else if (arg.length > 1 && arg.startsWith("-")) given.push(...letters(arg.slice(1), queue));
    else rest.push(arg);
  }
  return { given, rest };
}
