import git from "isomorphic-git";
import type { Repository } from "./context";
import { history, tryResolve } from "./revision";

/** The branch of a remote that a branch here follows. */
export interface Upstream {
  /** Such as `origin/main`. */
  readonly name: string;
  readonly gone: boolean;
  readonly ahead: number;
  readonly behind: number;
}

export interface Tracked {
  readonly remote: string;
  /** The branch's name there. */
  readonly branch: string;
}

export async function trackedBy(repository: Repository, branch: string): Promise<Tracked | undefined> {
  const read = (name: string) => git.getConfig({ ...repository, path: `branch.${branch}.${name}` }) as Promise<unknown>;
  const [remote, merge] = [await read("remote"), await read("merge")];
  if (typeof remote !== "string" || typeof merge !== "string") return undefined;
  return { remote, branch: merge.replace(/^refs\/heads\//u, "") };
}

export async function track(
  repository: Repository,
  branch: string,
  { remote, branch: theirs }: Tracked,
): Promise<void> {
  await git.setConfig({ ...repository, path: `branch.${branch}.remote`, value: remote });
  await git.setConfig({ ...repository, path: `branch.${branch}.merge`, value: `refs/heads/${theirs}` });
}

export async function upstreamOf(repository: Repository, branch: string): Promise<Upstream | undefined> {
  const tracked = await trackedBy(repository, branch);
  if (!tracked) return undefined;
  const name = tracked.remote === "." ? tracked.branch : `${tracked.remote}/${tracked.branch}`;
  const theirs = await tryResolve(repository, name);
  const ours = await tryResolve(repository, branch);
  if (theirs === undefined || ours === undefined) return { name, gone: theirs === undefined, ahead: 0, behind: 0 };
  if (theirs === ours) return { name, gone: false, ahead: 0, behind: 0 };
  const [mine, other] = [await reachable(repository, ours), await reachable(repository, theirs)];
  const only = (a: ReadonlySet<string>, b: ReadonlySet<string>) => [...a].filter((oid) => !b.has(oid)).length;
  return { name, gone: false, ahead: only(mine, other), behind: only(other, mine) };
}

async function reachable(repository: Repository, from: string): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for await (const { oid } of history(repository, [from])) found.add(oid);
  return found;
}

/** In the brackets of `git status -sb` and `git branch -vv`. */
export function trackingMark({ gone, ahead, behind }: Upstream): string {
  if (gone) return " [gone]";
  const parts = [...(ahead > 0 ? [`ahead ${ahead}`] : []), ...(behind > 0 ? [`behind ${behind}`] : [])];
  return parts.length === 0 ? "" : ` [${parts.join(", ")}]`;
}

const commits = (count: number): string => `${count} commit${count === 1 ? "" : "s"}`;

/** The sentence of `git status` and `git checkout`, with an empty line behind it. */
export function trackingText({ name, gone, ahead, behind }: Upstream, spaced = true): string {
  const end = spaced ? "\n" : "";
  if (gone)
    return `Your branch is based on '${name}', but the upstream is gone.\n  (use "git branch --unset-upstream" to fixup)\n${end}`;
  if (ahead > 0 && behind > 0)
    return (
      `Your branch and '${name}' have diverged,\nand have ${ahead} and ${behind} different commits each, respectively.\n` +
      `  (use "git pull" to merge the remote branch into yours)\n${end}`
    );
  if (ahead > 0)
    return `Your branch is ahead of '${name}' by ${commits(ahead)}.\n  (use "git push" to publish your local commits)\n${end}`;
  if (behind > 0)
    return (
      `Your branch is behind '${name}' by ${commits(behind)}, and can be fast-forwarded.\n` +
      `  (use "git pull" to update your local branch)\n${end}`
    );
  return `Your branch is up to date with '${name}'.\n${end}`;
}
