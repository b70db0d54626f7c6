import { joinPath } from "@/lib/base";
import type { CommandEffect, ShellWord } from "../call";
import {
  destructivePrograms,
  findActions,
  quietPrograms,
  readingGit,
  readingPrograms,
  writingPrograms,
} from "./programs.data";

const isOption = (word: ShellWord) => !word.dynamic && word.value.startsWith("-") && word.value !== "-";

/** Every place that the words could mean, one for each folder that the script may be in by then. */
function placesOf(words: readonly ShellWord[], folders: readonly string[]): readonly string[] {
  const named = words.filter((word) => !word.dynamic && !isOption(word) && word.value !== "-" && word.value !== "");
  return named.flatMap((word) => folders.map((folder) => joinPath(folder, word.value)));
}

const leavesProject = (path: string) =>
  path.startsWith("/") || path.startsWith("~") || path === ".." || path.startsWith("../");

function reads(words: readonly ShellWord[], folders: readonly string[], known: boolean): CommandEffect {
  const paths = placesOf(words, folders);
  return { type: "reads", paths, known: known && !paths.some(leavesProject) };
}

// git takes any unambiguous beginning of a long option.
const writingOption = /^(?:--ou|--ext|--textc|--open|-O|--exec|--no-ind?|-o$|--pre)/;

function gitEffect(words: readonly ShellWord[], folders: readonly string[]): CommandEffect {
  const [subcommand, ...rest] = words;
  if (!subcommand || subcommand.dynamic) return { type: "unknown" };
  if (subcommand.value === "--version") return { type: "reads", paths: [], known: true };
  if (
    subcommand.value === "branch" &&
    rest.every((word) => ["-a", "-v", "-vv", "-r", "--list", "--show-current"].includes(word.value))
  )
    return { type: "reads", paths: [], known: true };
  if (!readingGit.has(subcommand.value) || rest.some((word) => word.dynamic || writingOption.test(word.value)))
    return { type: "unknown" };
  return reads(
    rest.map((word) => ({ ...word, value: word.value.replace(/^[^:]*:/, "") })),
    folders,
    true,
  );
}

const recursiveGrep = (word: ShellWord) =>
  /^(?:-[a-zA-Z]*[rRf]|--recursive|--dereference-recursive|--file|--pre|--hidden|--no-ignore|-[a-z]*u)/.test(
    word.value,
  );
const outputOption = /^(?:-[a-zA-Z]*[oTiLf]|--o|--co|--fi|--in-place|--from-file|--rawfile|--slurpfile|--te)/;

function readingEffect(name: string, rest: readonly ShellWord[], folders: readonly string[]): CommandEffect {
  if (/grep$|^rg$/.test(name) && rest.some(recursiveGrep)) return { type: "unknown" };
  if (["sort", "jq", "uniq"].includes(name) && rest.some((word) => outputOption.test(word.value)))
    return { type: "unknown" };
  if (name === "uniq" && rest.filter((word) => !isOption(word)).length > 1) return { type: "unknown" };
  return reads(rest, folders, !rest.some((word) => word.dynamic));
}

function findEffect(rest: readonly ShellWord[], folders: readonly string[]): CommandEffect {
  return rest.some((word) => findActions.has(word.value))
    ? { type: "unknown" }
    : reads(rest.slice(0, 1), folders, true);
}

function changingEffect(name: string, rest: readonly ShellWord[], folders: readonly string[]): CommandEffect {
  const paths = placesOf(rest, folders);
  const covered = writingPrograms.has(name) && !rest.some((word) => word.dynamic) && !paths.some(leavesProject);
  return { type: "writes", paths, known: covered };
}

const versioned = /^(?:node|npm|npx|pnpm|yarn|python3?|tsc|cargo|go|deno|bun)$/;
const versionOption = /^(?:--version|-v|-V|--help|version)$/;

const asksForVersion = (name: string, rest: readonly ShellWord[]) =>
  versioned.test(name) && rest.length === 1 && rest.every((word) => versionOption.test(word.value));

const byName: Readonly<Record<string, (rest: readonly ShellWord[], folders: readonly string[]) => CommandEffect>> = {
  cd: (rest, folders) => reads(rest, folders, rest.length === 1 && !rest[0]?.dynamic),
  find: findEffect,
  git: gitEffect,
  echo: () => ({ type: "reads", paths: [], known: true }),
  printf: ([first]) => ({ type: "reads", paths: [], known: !first?.dynamic && !first?.value.startsWith("-") }),
};

/** What a program is known to do with files. `folders` are all the places where the script may be by then. */
export function effectOf(words: readonly ShellWord[], folders: readonly string[]): CommandEffect {
  const [first, ...rest] = words;
  if (!first || first.dynamic) return { type: "unknown" };
  const name = first.value;
  const special = Object.hasOwn(byName, name) ? byName[name] : undefined;
  if (special) return special(rest, folders);
  if (quietPrograms.has(name)) return reads(rest, folders, true);
  if (readingPrograms.has(name)) return readingEffect(name, rest, folders);
  if (writingPrograms.has(name) || destructivePrograms.has(name)) return changingEffect(name, rest, folders);
  return asksForVersion(name, rest) ? { type: "reads", paths: [], known: true } : { type: "unknown" };
}
