import { posix } from "node:path";
import { messageOf } from "@/lib/base";
import type { Command, Context } from "./context";
import { GitFailure } from "./failure";
import { openRepository } from "./repository";
import { commands } from "./commands";

export const version = "2.52.0.tabsmith";

/** Runs one command line without its `git`; answers the exit code that git would have. */
export async function runGit(given: Context, line: readonly string[]): Promise<number> {
  const { context, args } = takeGlobalOptions(given, line);
  const [name, ...rest] = args;
  if (name === "--version" || name === "version") {
    context.out(`git version ${version}\n`);
    return 0;
  }
  const command = name !== undefined && Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) return unknown(context, name);
  try {
    return (await run(command, context, rest)) ?? 0;
  } catch (error) {
    const known = error instanceof GitFailure;
    const text = known ? error.message : `fatal: ${messageOf(error)}`;
    if (text !== "") context.err(`${text}\n`);
    return known ? error.exitCode : 128;
  }
}

/** What stands before the command's name: a folder to go to, and settings for this once. */
function takeGlobalOptions(context: Context, args: readonly string[]) {
  let { cwd } = context;
  const rest = [...args];
  const settings = new Map<string, string>();
  for (;;) {
    const [option] = rest;
    if (option === "-c") addSetting(settings, rest[1] ?? "");
    if (option === "-C") cwd = posix.resolve(cwd, rest[1] ?? "");
    else if (option !== "-c" && option !== "--no-pager" && option !== "-P")
      return { context: { ...context, cwd, settings, color: isColored(context, settings) }, args: rest };
    rest.splice(0, option === "-C" || option === "-c" ? 2 : 1);
  }
}

function isColored({ color }: Context, settings: ReadonlyMap<string, string>): boolean {
  const asked = settings.get("color.ui");
  return asked === "always" || (color && asked !== "never" && asked !== "false");
}

function addSetting(settings: Map<string, string>, given: string): void {
  const [name = "", ...value] = given.split("=");
  settings.set(name.toLowerCase(), value.length === 0 ? "true" : value.join("="));
}

async function run(command: Command, context: Context, args: readonly string[]): Promise<number | void> {
  return command.needs === "nothing" ? command.run(context, args) : command.run(await openRepository(context), args);
}

function unknown(context: Context, name: string | undefined): number {
  if (name === undefined || name === "help" || name === "--help") {
    context.out(`usage: git [-C <path>] <command> [<args>]\n\nCommands: ${Object.keys(commands).join(", ")}\n`);
    return name === undefined ? 1 : 0;
  }
  context.err(`git: '${name}' is not a git command. See 'git --help'.\n`);
  return 1;
}
