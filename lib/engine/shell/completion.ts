import { argumentChoices } from "./completion-arguments";
import type { EditedLine } from "./edited-line";
import { variable, type Scope } from "./scope";
import type { Shell } from "./shell";

export interface Completion {
  /** How many signs before the cursor it replaces. */
  readonly length: number;
  readonly choices: readonly string[];
}

function programs(scope: Scope, shell: Shell, start: string): string[] {
  const folders = (variable(scope.state, "PATH") ?? "").split(":");
  const names = folders.flatMap((folder) => scope.system.list(folder).map(({ name }) => name));
  const all = [...names, ...shell.builtinNames, ...scope.state.functions.keys(), ...scope.state.aliases.keys()];
  return [...new Set(all.filter((name) => name.startsWith(start)))].map((name) => `${name} `);
}

const bare = (word: string): string => word.replace(/\\(.)/g, "$1");
const escaped = (name: string): string => name.replace(/[ '"$&()\\;|<>*?[\]`!#]/g, String.raw`\$&`);

function paths(scope: Scope, word: string, foldersOnly: boolean): string[] {
  const slash = word.lastIndexOf("/");
  const folder = word.slice(0, slash + 1);
  const start = bare(word.slice(slash + 1));
  const home = variable(scope.state, "HOME") ?? "~";
  const place = bare(folder).replace(/^~(?=\/)/, home);
  return scope.system
    .list(place === "" ? "." : place)
    .filter(({ name }) => name.startsWith(start) && (start.startsWith(".") || !name.startsWith(".")))
    .map((entry) => ({ ...entry, isDirectory: entry.isDirectory || isFolder(scope, place + entry.name) }))
    .filter(({ isDirectory }) => isDirectory || !foldersOnly)
    .map(({ name, isDirectory }) => folder + escaped(name) + (isDirectory ? "/" : " "));
}

/** A link to a folder is one to go on from. */
const isFolder = ({ system }: Scope, path: string): boolean => system.stat(path)?.type === "directory";

function variables(scope: Scope, word: string): string[] {
  const [, before = "", start = ""] = /^(.*\$)(\w*)$/.exec(word) ?? [];
  return [...scope.state.variables.keys()].filter((name) => name.startsWith(start)).map((name) => before + name);
}

/** The word before the cursor, and the quote that is open in it. */
function lastWord(text: string): { readonly word: string; readonly quote: string } {
  let start = 0;
  let quote = "";
  for (let at = 0; at < text.length; at++) {
    const sign = text.charAt(at);
    if (sign === "\\" && quote !== "'") at++;
    else if (quote !== "") quote = sign === quote ? "" : quote;
    else if (sign === '"' || sign === "'") quote = sign;
    else if (/[\s|&;<>()]/.test(sign)) start = at + 1;
  }
  return { word: text.slice(start), quote };
}

/** A word with quotes as it would be written without. */
const unquoted = (word: string): string =>
  word.replace(/\\(.)|"((?:\\.|[^"\\])*)"?|'([^']*)'?|([^"'\\]+)/g, (...found) => {
    const [, sign, double, single, plain] = found as (string | undefined)[];
    return sign === undefined && plain !== undefined
      ? plain
      : escaped(sign ?? double?.replace(/\\(.)/g, "$1") ?? single ?? "");
  });

/** A choice within the quote that was opened; what is whole is closed. */
function requoted(choice: string, quote: string): string {
  const text = bare(choice.replace(/ $/, ""));
  const inner = quote === '"' ? text.replace(/["\\$`]/g, String.raw`\$&`) : text.replaceAll("'", String.raw`'\''`);
  return choice.endsWith(" ") ? `${quote}${inner}${quote} ` : quote + inner;
}

/** What the word before the cursor may become. */
export function completionsFor(text: string, scope: Scope, shell: Shell): Completion {
  const { word, quote } = lastWord(text);
  const before = text.slice(0, text.length - word.length);
  const command = /(?:^|[|&;(])([^|&;(]*)$/.exec(before)?.[1] ?? "";
  const words = command.split(/\s+/).filter((one) => one !== "" && !/^\w+=/.test(one));
  const isFile = /[<>]\s*$/.test(before);
  const choices =
    quote === ""
      ? choicesOf(word, words, scope, shell, isFile)
      : choicesOf(unquoted(word), words, scope, shell, isFile).map((choice) => requoted(choice, quote));
  return { length: word.length, choices: [...new Set(choices)].toSorted() };
}

function choicesOf(word: string, words: readonly string[], scope: Scope, shell: Shell, isFile: boolean): string[] {
  if (/\$\w*$/.test(word)) return variables(scope, word);
  if (isFile) return paths(scope, word, false);
  if (words.length === 0 && !word.includes("/")) return programs(scope, shell, word);
  const known = argumentChoices(words, word, scope);
  const files = known.withFiles ? paths(scope, word, words[0] === "cd") : [];
  return [...known.names.filter((name) => name.startsWith(word)).map((name) => `${name} `), ...files];
}

function commonStart(choices: readonly string[]): string {
  const [first = "", ...rest] = choices;
  let length = first.length;
  for (const choice of rest) while (!choice.startsWith(first.slice(0, length))) length--;
  return first.slice(0, length);
}

/** Puts in what all choices begin with; shows them when that is nothing new. */
export function complete(
  line: EditedLine,
  { length, choices }: Completion,
  show: (choices: readonly string[]) => void,
): EditedLine {
  const start = commonStart(choices);
  if (start.length <= length) {
    if (choices.length > 1) show(choices);
    return line;
  }
  const before = line.text.slice(0, line.cursor - length) + start;
  return { ...line, text: before + line.text.slice(line.cursor), cursor: before.length };
}
