import { posix } from "node:path";
import { messageOf } from "@/lib/base";
import { insteadOf } from "./absent";
import type { Command, Context } from "./context";
import { aliasOf, runProgram, wordsOf } from "./alias";
import { fatal, GitFailure } from "./failure";
import { mostSimilar, suggestionText } from "./suggestions";
import { openRepository } from "./repository";
import { commands } from "./commands";
import { version } from "./version";

/** Runs one command line without its `git`; answers the exit code that git would have. */
export async function runGit(given: Context, line: readonly string[]): Promise<number> {
  try {
    const { context, args } = takeGlobalOptions(given, line);
    const [name, ...rest] = args;
    if (name === "--version" || name === "version") {
      context.out(`git version ${version}\n`);
      return 0;
    }
    return await runNamed(context, name, rest, []);
  } catch (error) {
    const known = error instanceof GitFailure;
    const text = known ? error.message : `fatal: ${messageOf(error)}`;
    if (text !== "") given.err(`${text}\n`);
    return known ? error.exitCode : 128;
  }
}

/** Runs a command, or what it stands for by an alias; `through`: the aliases that led there. */
async function runNamed(
  context: Context,
  name: string | undefined,
  rest: readonly string[],
  through: readonly string[],
): Promise<number> {
  const command = name !== undefined && Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command) return (await run(command, name ?? "", context, rest)) ?? 0;
  const alias = name === undefined || name === "help" ? undefined : await aliasOf(context, name);
  if (name === undefined || alias === undefined) return unknown(context, name);
  if (through.includes(name))
    fatal(
      `alias loop detected: expansion of '${through[0]}' does not terminate:\n  ${[...through, name].join("\n  ")}`,
    );
  if (alias.startsWith("!")) return runProgram(context, alias.slice(1), rest);
  const { context: inner, args } = takeGlobalOptions(context, [...wordsOf(alias), ...rest]);
  const [next, ...others] = args;
  return runNamed(inner, next, others, [...through, name]);
}

const withValue = ["-c", "-C", "--git-dir", "--work-tree"];
const withoutValue = ["--no-pager", "-P", "--no-optional-locks"];

/** What stands before the command's name: a folder to go to, and settings for this once. */
function takeGlobalOptions(given: Context, args: readonly string[]) {
  const rest = [...args];
  const settings = new Map(given.settings);
  let place: Pick<Context, "cwd" | "env"> = given;
  for (let option = rest[0]; isGlobal(option); option = rest[0]) {
    const [, name = option, joined] = /^(--[a-z-]+)=(.*)$/u.exec(option) ?? [];
    const takes = withValue.includes(name);
    if (!takes && !withoutValue.includes(option)) refuseOption(option);
    const value = joined ?? rest[1] ?? "";
    if (name === "-c") addSetting(settings, value);
    else place = placed(place, name, value);
    rest.splice(0, takes && joined === undefined ? 2 : 1);
  }
  return { context: { ...given, ...place, settings, color: isColored(given, settings) }, args: rest };
}

const isGlobal = (option: string | undefined): option is string =>
  option?.startsWith("-") === true && !asking.has(option);

/** Where a command runs, after `-C` or what names the repository. */
function placed({ cwd, env }: Pick<Context, "cwd" | "env">, name: string, value: string) {
  if (name === "-C") return { cwd: posix.resolve(cwd, value), env };
  const variable = variables[name];
  return { cwd, env: variable === undefined ? env : { ...env, [variable]: value } };
}

const asking: ReadonlySet<string> = new Set(["--version", "--help", "-v", "-h"]);
const variables: Readonly<Record<string, string>> = { "--git-dir": "GIT_DIR", "--work-tree": "GIT_WORK_TREE" };

const refuseOption = (option: string): never => {
  const usage = "usage: git [-C <path>] [-c <name>=<value>] <command> [<args>]";
  throw new GitFailure(`unknown option: ${option}\n${usage}`, 129);
};

function isColored({ color }: Context, settings: ReadonlyMap<string, string>): boolean {
  const asked = settings.get("color.ui");
  return asked === "always" || (color && asked !== "never" && asked !== "false");
}

function addSetting(settings: Map<string, string>, given: string): void {
  const [name = "", ...value] = given.split("=");
  settings.set(name.toLowerCase(), value.length === 0 ? "true" : value.join("="));
}

/** Those that have nothing to work on in a repository without files. */
const needsTree = new Set([
  "add",
  "am",
  "checkout",
  "clean",
  "commit",
  "merge",
  "mv",
  "pull",
  "rebase",
  "restore",
  "rm",
  "stash",
  "status",
  "switch",
]);

async function run(command: Command, name: string, context: Context, args: readonly string[]): Promise<number | void> {
  if (command.needs === "nothing") return command.run(context, args);
  const repository = await openRepository(context);
  if (repository.dir === repository.gitdir && needsTree.has(name)) fatal("this operation must be run in a work tree");
  return command.run(repository, args);
}

function unknown(context: Context, name: string | undefined): number {
  const names = Object.keys(commands);
  if (name === undefined || ["help", "--help", "-h"].includes(name)) {
    context.out(`usage: git [-C <path>] <command> [<args>]\n\nCommands: ${names.join(", ")}\n`);
    return name === undefined ? 1 : 0;
  }
  const instead = insteadOf(name);
  if (instead !== undefined) return fatal(instead);
  const similar = suggestionText(mostSimilar(name, names));
  context.err(`git: '${name}' is not a git command. See 'git --help'.\n${similar}`);
  return 1;
}
