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
  const all = [...names, ...shell.builtinNames, ...scope.state.functions.keys()];
  return [...new Set(all.filter((name) => name.startsWith(start)))].map((name) => `${name} `);
}

function paths(scope: Scope, word: string): string[] {
  const slash = word.lastIndexOf("/");
  const folder = word.slice(0, slash + 1);
  const start = word.slice(slash + 1);
  const home = variable(scope.state, "HOME") ?? "~";
  return scope.system
    .list(folder === "" ? "." : folder.replace(/^~(?=\/)/, home))
    .filter(({ name }) => name.startsWith(start) && (start.startsWith(".") || !name.startsWith(".")))
    .map(({ name, isDirectory }) => folder + name.replace(/[ '"$&()\\]/g, String.raw`\$&`) + (isDirectory ? "/" : " "));
}

/** What the word before the cursor may become. */
export function completionsFor(text: string, scope: Scope, shell: Shell): Completion {
  const word = /(?:\\.|[^\s|&;<>()])*$/.exec(text)?.[0] ?? "";
  const isCommand = /(?:^|[|&;(])\s*$/.test(text.slice(0, text.length - word.length));
  const choices = isCommand && !word.includes("/") ? programs(scope, shell, word) : paths(scope, word);
  return { length: word.length, choices: choices.toSorted() };
}
