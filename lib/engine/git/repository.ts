import { posix as path } from "node:path";
import git from "isomorphic-git";
import type { Context, Repository } from "./context";
import { failed, fatal } from "./failure";

export async function openRepository(context: Context): Promise<Repository> {
  try {
    const dir = await git.findRoot({ fs: context.fs, filepath: context.cwd });
    return { ...context, dir, gitdir: path.join(dir, ".git"), cache: {} };
  } catch {
    return fatal("not a git repository (or any of the parent directories): .git");
  }
}

/** A path as typed, as seen from the top of the working tree. `.` is the folder that the command runs in. */
export function repositoryPath(repository: Repository, typed: string): string {
  const absolute = path.resolve(repository.cwd, typed);
  const relative = path.relative(repository.dir, absolute);
  if (relative.startsWith("..")) return fatal(`${typed}: '${typed}' is outside repository at '${repository.dir}'`);
  return relative === "" ? "." : relative;
}

/** A path of the repository as the person sees it from where they are. */
export const shownPath = (repository: Repository, file: string): string =>
  path.relative(repository.cwd, path.join(repository.dir, file)) || ".";

/** Whether a file is named by one of the paths: itself, or a folder above it, or `*` for a part of a name. */
export function isNamed(file: string, paths: readonly string[]): boolean {
  return paths.some((named) => {
    if (named === "." || file === named || file.startsWith(`${named}/`)) return true;
    if (!named.includes("*")) return false;
    return new RegExp(`^${named.split("*").map(escaped).join(".*")}$`, "u").test(file);
  });
}

const escaped = (text: string): string => text.replace(/[\\^$.+?()[\]{}|/]/gu, String.raw`\$&`);

export interface Person {
  readonly name: string;
  readonly email: string;
  readonly timestamp: number;
  readonly timezoneOffset: number;
}

/** Who writes a commit: the environment before the repository's configuration, as git has it. */
export async function personOf(repository: Repository, role: "AUTHOR" | "COMMITTER"): Promise<Person> {
  const { env } = repository;
  const name = env[`GIT_${role}_NAME`] ?? (await config(repository, "user.name")) ?? env["USER"] ?? "you";
  const email = env[`GIT_${role}_EMAIL`] ?? (await config(repository, "user.email")) ?? env["EMAIL"] ?? "you@localhost";
  return { name, email, ...readDate(env[`GIT_${role}_DATE`]) };
}

export function readDate(text: string | undefined): { timestamp: number; timezoneOffset: number } {
  const exact = /^@?(\d+) ([+-])(\d\d)(\d\d)$/u.exec(text ?? "");
  if (exact) {
    const [, seconds = "0", sign, hours = "0", minutes = "0"] = exact;
    const offset = Number(hours) * 60 + Number(minutes);
    return { timestamp: Number(seconds), timezoneOffset: sign === "+" ? -offset : offset };
  }
  const parsed = text === undefined ? Number.NaN : Date.parse(text);
  const at = Number.isNaN(parsed) ? Date.now() : parsed;
  return { timestamp: Math.floor(at / 1000), timezoneOffset: new Date(at).getTimezoneOffset() };
}

/** A value of the repository's configuration, else of the person's own. */
export async function config(repository: Context & Partial<Repository>, name: string): Promise<string | undefined> {
  const given = repository.settings?.get(name.toLowerCase());
  if (given !== undefined) return given;
  if (repository.gitdir !== undefined && repository.dir !== undefined) {
    const value: unknown = await git.getConfig({ fs: repository.fs, dir: repository.dir, path: name });
    if (value !== undefined) return typeof value === "string" ? value : JSON.stringify(value);
  }
  return (await globalConfig(repository)).get(name.toLowerCase());
}

export const globalConfigFile = (context: Context): string => path.join(context.env["HOME"] ?? "/home", ".gitconfig");

/** The person's own configuration as `section.key` → value. */
export async function globalConfig(context: Context): Promise<ReadonlyMap<string, string>> {
  const values = new Map<string, string>();
  const text = await context.fs.promises.readFile(globalConfigFile(context), "utf8").catch(() => "");
  let section = "";
  for (const line of text.split("\n")) {
    const head = /^\s*\[\s*([\w.-]+)(?:\s+"(.*)")?\s*\]/u.exec(line);
    const pair = /^\s*([\w-]+)\s*=\s*(.*?)\s*$/u.exec(line);
    if (head) section = head[2] === undefined ? `${head[1]?.toLowerCase()}` : `${head[1]?.toLowerCase()}.${head[2]}`;
    else if (pair) values.set(`${section}.${pair[1]?.toLowerCase()}`, pair[2] ?? "");
  }
  return values;
}

export const currentBranch = async (repository: Repository): Promise<string | undefined> =>
  (await git.currentBranch({ ...repository, fullname: false, test: false })) ?? undefined;

export async function headOid(repository: Repository): Promise<string | undefined> {
  return git.resolveRef({ ...repository, ref: "HEAD" }).catch(() => undefined);
}

export async function needPaths(known: readonly string[], asked: readonly string[]): Promise<void> {
  for (const one of asked)
    if (!known.some((file) => isNamed(file, [one]))) failed(`pathspec '${one}' did not match any file(s) known to git`);
}
