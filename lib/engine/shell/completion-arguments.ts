import { commandNames as gitCommands } from "../git/command-names.data";
import { npmCommands, takesReference } from "./completion.data";
import { readAll } from "./read-all";
import type { Scope } from "./scope";
import { SystemError } from "./system";

export interface ArgumentChoices {
  readonly names: readonly string[];
  /** Whether a file may stand there as well. */
  readonly withFiles: boolean;
}

const anyFile: ArgumentChoices = { names: [], withFiles: true };
const only = (names: readonly string[]): ArgumentChoices => ({ names, withFiles: false });

function textOfFile(scope: Scope, path: string): string {
  try {
    const fd = scope.system.open(path, 0);
    const text = readAll(scope, fd);
    scope.system.close(fd);
    return text;
  } catch (error) {
    if (error instanceof SystemError) return "";
    throw error;
  }
}

/** The nearest folder, from here up, that holds `name`; with a slash behind it. */
function folderWith(scope: Scope, name: string): string | undefined {
  for (let folder = `${scope.system.cwd().replace(/\/$/, "")}/`; ; folder = folder.replace(/[^/]+\/$/, "")) {
    if (scope.system.stat(folder + name) !== undefined) return folder;
    if (folder === "/") return undefined;
  }
}

function scripts(scope: Scope): string[] {
  const folder = folderWith(scope, "package.json");
  if (folder === undefined) return [];
  try {
    const found: unknown = JSON.parse(textOfFile(scope, `${folder}package.json`));
    const { scripts: named } = found as { readonly scripts?: unknown };
    return typeof named === "object" && named !== null ? Object.keys(named) : [];
  } catch {
    return [];
  }
}

const binaries = (scope: Scope): string[] => {
  const folder = folderWith(scope, "node_modules/.bin");
  return folder === undefined ? [] : scope.system.list(`${folder}node_modules/.bin`).map(({ name }) => name);
};

function looseReferences(scope: Scope, folder: string, before = ""): string[] {
  return scope.system
    .list(folder + before)
    .flatMap(({ name, isDirectory }) =>
      isDirectory ? looseReferences(scope, folder, `${before}${name}/`) : [before + name],
    );
}

function references(scope: Scope): string[] {
  const folder = folderWith(scope, ".git");
  if (folder === undefined) return [];
  const kinds = ["heads", "tags", "remotes"];
  const loose = kinds.flatMap((kind) => looseReferences(scope, `${folder}.git/refs/${kind}/`));
  const packed = textOfFile(scope, `${folder}.git/packed-refs`).matchAll(/ refs\/(?:heads|tags|remotes)\/(.+)$/gm);
  return ["HEAD", ...loose, ...Array.from(packed, ([, name = ""]) => name)];
}

function gitChoices(words: readonly string[], scope: Scope): ArgumentChoices {
  const [, command] = words;
  if (command === undefined) return only(gitCommands);
  return takesReference.has(command) ? { names: references(scope), withFiles: true } : anyFile;
}

function npmChoices(words: readonly string[], scope: Scope): ArgumentChoices {
  const [program, command] = words;
  if (command === undefined) return only(program === "npm" ? npmCommands : [...npmCommands, ...scripts(scope)]);
  if (command === "run" || command === "run-script") return words.length === 2 ? only(scripts(scope)) : anyFile;
  return command === "exec" ? { names: binaries(scope), withFiles: true } : anyFile;
}

/** What may stand behind the words of a command, as far as its program is known here. */
export function argumentChoices(words: readonly string[], word: string, scope: Scope): ArgumentChoices {
  if (word.startsWith("-")) return anyFile;
  const [program = ""] = words;
  if (program === "git") return gitChoices(words, scope);
  if (["npm", "pnpm", "yarn"].includes(program)) return npmChoices(words, scope);
  return program === "npx" && words.length === 1 ? { names: binaries(scope), withFiles: false } : anyFile;
}
