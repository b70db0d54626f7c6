import type { Context } from "./context";
import { fatal, failed } from "./failure";
import { config, openRepository } from "./repository";

/** What a name stands for by `alias.…`: another command line, or a program's after `!`. */
export async function aliasOf(context: Context, name: string): Promise<string | undefined> {
  const repository = await openRepository(context).catch(() => undefined);
  return config(repository ?? context, `alias.${name}`);
}

const wordAt = /\s*((?:'[^']*'|"(?:[^"\\]|\\[^])*"|\\[^]|[^\s'"\\])+)/uy;

/** A command line in its words, as a shell would part them. */
export function wordsOf(line: string): readonly string[] {
  const words: string[] = [];
  wordAt.lastIndex = 0;
  let end = 0;
  for (let found = wordAt.exec(line); found; found = wordAt.exec(line)) {
    end = wordAt.lastIndex;
    words.push(bare(found[1] ?? ""));
  }
  return line.slice(end).trim() === "" ? words : fatal("bad alias string: unclosed quote");
}

const bare = (text: string): string =>
  text.replaceAll(
    /'([^']*)'|"((?:[^"\\]|\\[^])*)"|\\([^])/gu,
    (_, single?: string, double?: string, escaped?: string) =>
      single ?? double?.replaceAll(/\\([^])/gu, "$1") ?? escaped ?? "",
  );

/** As a shell would have it. */
export const quoted = (word: string): string => `'${word.replaceAll(/['!]/gu, String.raw`'\$&'`)}'`;

/** Runs an alias that begins with `!`, from the top of the repository if there is one. */
export async function runProgram(context: Context, program: string, args: readonly string[]): Promise<number> {
  const { edit } = context;
  if (!edit) return failed("cannot run programs here");
  const top = await openRepository(context).then(
    ({ dir }) => `cd ${quoted(dir)} && `,
    () => "",
  );
  return edit(`${top}${program} ${args.map(quoted).join(" ")} #`, "");
}
