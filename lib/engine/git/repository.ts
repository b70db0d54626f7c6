import { posix as path } from "node:path";
import git from "isomorphic-git";
import type { Context, Repository } from "./context";
import { parseConfig, plainName } from "./config-file";
import { failed, fatal } from "./failure";
import { isNamed, readMagic, withMagic } from "./pathspec";

/** The repository that the folder lies in, or the one that `GIT_DIR` names. A bare one is its own folder. */
export async function openRepository(context: Context): Promise<Repository> {
  const { cwd, env, fs } = context;
  const named = env["GIT_DIR"];
  const missing = (place: string): never => fatal(`not a git repository${place}`);
  if (named !== undefined && named !== "") {
    const gitdir = path.resolve(cwd, named);
    if (!(await isGitFolder(context, gitdir))) missing(`: '${named}'`);
    return { ...context, dir: path.resolve(cwd, env["GIT_WORK_TREE"] ?? "."), gitdir, cache: {} };
  }
  for (let dir = cwd; ; dir = path.dirname(dir)) {
    const gitdir = path.join(dir, ".git");
    if (await fs.promises.stat(gitdir).catch(() => undefined)) return { ...context, dir, gitdir, cache: {} };
    if (await isGitFolder(context, dir)) return { ...context, dir, gitdir: dir, cache: {} };
    if (dir === path.dirname(dir)) return missing(" (or any of the parent directories): .git");
  }
}

async function isGitFolder({ fs }: Context, dir: string): Promise<boolean> {
  for (const name of ["HEAD", "objects", "refs"])
    if (!(await fs.promises.stat(path.join(dir, name)).catch(() => undefined))) return false;
  return true;
}

/** A path as typed, as seen from the top of the working tree. `.` is the folder that the command runs in. */
export function repositoryPath(repository: Repository, typed: string): string {
  const magic = readMagic(typed);
  const absolute = path.resolve(magic.fromTop ? repository.dir : repository.cwd, magic.path);
  const relative = path.relative(repository.dir, absolute);
  if (relative.startsWith("..")) return fatal(`${typed}: '${typed}' is outside repository at '${repository.dir}'`);
  return withMagic(magic, relative === "" ? "." : relative);
}

/** A path of the repository as the person sees it from where they are. */
export const shownPath = (repository: Repository, file: string): string =>
  path.relative(repository.cwd, path.join(repository.dir, file)) || ".";

export { isNamed } from "./pathspec";

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

interface Moment {
  readonly timestamp: number;
  readonly timezoneOffset: number;
}

/** `2026-01-31 12:00:00 +0100`, whose zone is kept. */
function readZoned(text: string): Moment | undefined {
  const found = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d(?::\d\d)?) ?([+-]\d\d):?(\d\d)$/u.exec(text.trim());
  if (!found) return undefined;
  const [, day, clock, hours = "+00", minutes = "00"] = found;
  const offset = Number(hours) * 60 + Number(`${hours.slice(0, 1)}${minutes}`);
  return { timestamp: Date.parse(`${day}T${clock}Z`) / 1000 - offset * 60, timezoneOffset: -offset };
}

/** `1700000000 +0100`, as git writes it down. */
function readExact(text: string): Moment | undefined {
  const exact = /^@?(\d+) ([+-]\d{4})$/u.exec(text);
  return exact ? { timestamp: Number(exact[1]), timezoneOffset: zoneOffset(exact[2] ?? "") } : undefined;
}

/** Minutes west of Greenwich, of `+0100`. */
const zoneOffset = (zone: string): number => {
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3));
  return zone.startsWith("+") ? -minutes : minutes;
};

/** What is no time is now. */
function readLoosely(text: string): Moment {
  const parsed = Date.parse(text);
  const at = Number.isNaN(parsed) ? Date.now() : parsed;
  const zone = Number.isNaN(parsed) ? undefined : /\s([+-]\d{4})$/u.exec(text.trim())?.[1];
  return {
    timestamp: Math.floor(at / 1000),
    timezoneOffset: zone === undefined ? new Date(at).getTimezoneOffset() : zoneOffset(zone),
  };
}

export const readDate = (text = ""): Moment => readExact(text) ?? readZoned(text) ?? readLoosely(text);

/** A value of the repository's configuration, else of the person's own. */
export async function config(repository: Context & Partial<Repository>, name: string): Promise<string | undefined> {
  const given = repository.settings?.get(name.toLowerCase());
  if (given !== undefined) return given;
  const own = repository.gitdir === undefined ? undefined : await localConfig(repository, repository.gitdir);
  return own?.get(plainName(name)) ?? (await globalConfig(repository)).get(plainName(name));
}

async function localConfig({ fs }: Context, gitdir: string): Promise<ReadonlyMap<string, string>> {
  const text = await fs.promises.readFile(path.join(gitdir, "config"), "utf8").catch(() => "");
  return new Map(parseConfig(text).settings.map(({ name, value }) => [name, value ?? "true"]));
}

export const globalConfigFile = (context: Context): string => path.join(context.env["HOME"] ?? "/home", ".gitconfig");

/** The person's own configuration as `section.key` → value. */
async function globalConfig(context: Context): Promise<ReadonlyMap<string, string>> {
  const text = await context.fs.promises.readFile(globalConfigFile(context), "utf8").catch(() => "");
  return new Map(parseConfig(text).settings.map(({ name, value }) => [name, value ?? "true"]));
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
