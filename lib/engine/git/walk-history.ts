import type { ReadCommitResult } from "isomorphic-git";
import type { Repository } from "./context";
import { readNamedCommit } from "./revision";

interface Walk {
  readonly starts: readonly string[];
  readonly excluded: ReadonlySet<string>;
  /** Which parents are followed. */
  readonly follows: (result: ReadCommitResult) => Promise<readonly string[]> | readonly string[];
}

/** Commits by date, the newest first, as `git log` orders them by itself. */
export async function* walkHistory(
  repository: Repository,
  { starts, excluded, follows }: Walk,
): AsyncIterable<ReadCommitResult> {
  const seen = new Set<string>(starts);
  const read = (oids: readonly string[]) =>
    Promise.all(oids.filter((oid) => !excluded.has(oid)).map((oid) => readNamedCommit(repository, oid)));
  const waiting = await read([...seen]);
  for (;;) {
    waiting.sort((a, b) => b.commit.committer.timestamp - a.commit.committer.timestamp);
    const next = waiting.shift();
    if (!next) return;
    yield next;
    const fresh = (await follows(next)).filter((oid) => !seen.has(oid));
    for (const oid of fresh) seen.add(oid);
    waiting.push(...(await read(fresh)));
  }
}

/** No parent before all of its children; the lines of history stay together. */
export function inTopologicalOrder(commits: readonly ReadCommitResult[]): readonly ReadCommitResult[] {
  const byOid = new Map(commits.map((one) => [one.oid, one]));
  const children = new Map<string, number>();
  for (const { commit } of commits) for (const oid of commit.parent) children.set(oid, (children.get(oid) ?? 0) + 1);
  const stack = commits.filter(({ oid }) => !children.has(oid)).toReversed();
  const ordered: ReadCommitResult[] = [];
  for (let next = stack.pop(); next; next = stack.pop()) {
    ordered.push(next);
    for (const oid of next.commit.parent) {
      const left = (children.get(oid) ?? 0) - 1;
      children.set(oid, left);
      const parent = byOid.get(oid);
      if (left === 0 && parent) stack.push(parent);
    }
  }
  return ordered;
}
