import git from "isomorphic-git";
import type { Repository } from "./context";
import { isAncestor, short } from "./revision";
import { reachableUrl, referencesBelow, repositoryName, tellOf, wire, type Remote } from "./transport";

export interface Fetching {
  readonly depth?: number | undefined;
  readonly prune: boolean;
  readonly quiet: boolean;
  readonly tags: boolean;
  /** One branch of theirs; without it, all. */
  readonly branch?: string | undefined;
}

export interface Fetched {
  /** The commit that was asked for, or that their HEAD is at. */
  readonly head: string | undefined;
  readonly defaultBranch: string | undefined;
}

/** Brings what is new at a remote, and moves what is known of it here. */
export async function fetchFrom(repository: Repository, remote: Remote, asked: Fetching): Promise<Fetched> {
  const named = remote.name !== remote.url;
  const place = `refs/remotes/${remote.name}`;
  const before = named ? await referencesBelow(repository, place) : new Map<string, string>();
  const tags = await referencesBelow(repository, "refs/tags");
  const result = await git
    .fetch({
      ...repository,
      ...wire(repository, asked.quiet),
      url: reachableUrl(remote.url),
      ...(named && { remote: remote.name }),
      ...(asked.branch !== undefined && { ref: asked.branch, remoteRef: asked.branch, singleBranch: true }),
      ...(asked.depth !== undefined && { depth: asked.depth }),
      tags: asked.tags,
      prune: asked.prune && named,
    })
    .catch((error: unknown) => {
      throw tellOf(error, remote.url);
    });
  if (named && !asked.quiet) {
    const moves = await movesOf(repository, before, await referencesBelow(repository, place), remote.name);
    const made = newTags(tags, await referencesBelow(repository, "refs/tags"));
    const lines = [...moves, ...made];
    if (lines.length > 0) repository.err(`From ${repositoryName(remote.url)}\n${lines.join("")}`);
  }
  return { head: result.fetchHead ?? undefined, defaultBranch: result.defaultBranch ?? undefined };
}

const row = (mark: string, what: string, from: string, to: string, width: number, note = ""): string =>
  ` ${mark} ${what.padEnd(17)} ${from.padEnd(width)} -> ${to}${note}\n`;

type References = ReadonlyMap<string, string>;

async function movesOf(repository: Repository, before: References, after: References, remote: string) {
  const lines: string[] = [];
  const width = Math.max(10, ...[...after.keys()].map((name) => name.length));
  for (const name of before.keys())
    if (!after.has(name)) lines.push(row("-", "[deleted]", "(none)", `${remote}/${name}`, width));
  for (const [name, oid] of after) {
    const old = before.get(name);
    const to = `${remote}/${name}`;
    if (old === oid) continue;
    if (old === undefined) lines.push(row("*", "[new branch]", name, to, width));
    else if (await isAncestor(repository, old, oid))
      lines.push(row(" ", `${short(old)}..${short(oid)}`, name, to, width));
    else lines.push(row("+", `${short(old)}...${short(oid)}`, name, to, width, "  (forced update)"));
  }
  return lines;
}

function newTags(before: References, after: References): string[] {
  return [...after.keys()].filter((name) => !before.has(name)).map((name) => row("*", "[new tag]", name, name, 10));
}
