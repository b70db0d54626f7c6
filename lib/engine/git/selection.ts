import git from "isomorphic-git";
import type { Repository } from "./context";
import { fatal } from "./failure";
import type { Options } from "./options";
import { currentBranch, headOid, repositoryPath } from "./repository";
import { history, resolveCommit, tryResolve } from "./revision";

/** Which commits a command is to look at. */
export interface Selection {
  readonly starts: readonly string[];
  readonly excluded: ReadonlySet<string>;
  readonly paths: readonly string[];
  /** Of `a...b`, what is reachable from the left side. */
  readonly left: ReadonlySet<string>;
}

export const selectionSpec = {
  flags: [
    "all",
    "branches",
    "tags",
    "remotes",
    "reverse",
    "first-parent",
    "topo-order",
    "date-order",
    "author-date-order",
    "left-right",
    "left-only",
    "right-only",
    "no-walk",
  ],
} as const;

interface Choosing {
  readonly starts: string[];
  readonly excluded: Set<string>;
  readonly paths: string[];
  readonly left: Set<string>;
}

export async function select(repository: Repository, options: Options): Promise<Selection> {
  const chosen: Choosing = {
    starts: [],
    excluded: new Set(),
    left: new Set(),
    paths: (options.paths ?? []).map((one) => repositoryPath(repository, one)),
  };
  for (const one of options.rest) await selectOne(repository, one, chosen, options.paths === undefined);
  chosen.starts.push(...(await namedByOptions(repository, options)));
  if (chosen.starts.length === 0) chosen.starts.push((await headOid(repository)) ?? (await noCommits(repository)));
  return { ...chosen, starts: [...new Set(chosen.starts)] };
}

async function namedByOptions(repository: Repository, options: Options): Promise<readonly string[]> {
  const refs: string[] = options.has("all") ? ["HEAD"] : [];
  const branches = options.has("all") || options.has("branches") ? await git.listBranches({ ...repository }) : [];
  const tags = options.has("all") || options.has("tags") ? await git.listTags({ ...repository }) : [];
  refs.push(...branches.map((name) => `refs/heads/${name}`), ...tags.map((name) => `refs/tags/${name}`));
  if (options.has("all") || options.has("remotes"))
    for (const { remote } of await git.listRemotes({ ...repository }))
      for (const name of await git.listBranches({ ...repository, remote })) refs.push(`refs/remotes/${remote}/${name}`);
  if (options.has("all")) refs.push("refs/stash");
  const oids = await Promise.all(refs.map((ref) => tryResolve(repository, ref)));
  return oids.filter((oid) => oid !== undefined);
}

/** A range, an exclusion, a commit; what is none of them is a path, unless the paths come after `--`. */
async function selectOne(repository: Repository, one: string, chosen: Choosing, mayBePath: boolean): Promise<void> {
  const dots = /^(.*?)(\.{2,3})(.*)$/u.exec(one);
  if (dots && !one.includes("/..") && one !== ".." && one !== "...") return selectRange(repository, dots, one, chosen);
  if (one.startsWith("^")) return exclude(repository, one.slice(1), chosen);
  const oid = chosen.paths.length === 0 || !mayBePath ? await tryResolve(repository, one) : undefined;
  if (oid !== undefined) {
    chosen.starts.push(oid);
    return undefined;
  }
  if (!mayBePath) return fatal(`bad revision '${one}'`);
  const path = repositoryPath(repository, one);
  const there = await repository.fs.promises.lstat(`${repository.dir}/${path}`).catch(() => undefined);
  if (!there && !one.includes("*")) await resolveCommit(repository, one);
  chosen.paths.push(path);
  return undefined;
}

async function selectRange(
  repository: Repository,
  dots: RegExpExecArray,
  typed: string,
  chosen: Choosing,
): Promise<void> {
  const [, from, sign, to] = dots;
  const sides = [from === "" ? "HEAD" : (from ?? "HEAD"), to === "" ? "HEAD" : (to ?? "HEAD")];
  const oids = await Promise.all(sides.map((side) => tryResolve(repository, side)));
  const [start, end] = oids;
  if (start === undefined || end === undefined) {
    await resolveCommit(repository, typed);
    return;
  }
  chosen.starts.push(end);
  if (sign === "..") return exclude(repository, sides[0] ?? "HEAD", chosen);
  chosen.starts.push(start);
  const [theirs, ours] = [await reachable(repository, start), await reachable(repository, end)];
  for (const oid of theirs)
    if (ours.has(oid)) chosen.excluded.add(oid);
    else chosen.left.add(oid);
}

async function reachable(repository: Repository, oid: string): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for await (const one of history(repository, [oid])) found.add(one.oid);
  return found;
}

async function exclude(repository: Repository, revision: string, { excluded }: Choosing): Promise<void> {
  for (const oid of await reachable(repository, await resolveCommit(repository, revision))) excluded.add(oid);
}

const noCommits = async (repository: Repository): Promise<never> =>
  fatal(`your current branch '${(await currentBranch(repository)) ?? "HEAD"}' does not have any commits yet`);
