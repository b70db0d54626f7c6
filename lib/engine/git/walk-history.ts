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

type Order = "lines" | "dates" | "author's dates";

/** Which of the commits that could come next does: the newest, or the one whose line was begun last. */
function taken(waiting: ReadCommitResult[], order: Order): ReadCommitResult | undefined {
  if (order === "lines") return waiting.pop();
  const role = order === "dates" ? "committer" : "author";
  let best = -1;
  for (const [at, { commit }] of waiting.entries())
    if (best < 0 || commit[role].timestamp > (waiting[best]?.commit[role].timestamp ?? 0)) best = at;
  return best < 0 ? undefined : waiting.splice(best, 1)[0];
}

/** No parent before all of its children; the lines of history stay together, or are mixed by date. */
export function inTopologicalOrder(
  commits: readonly ReadCommitResult[],
  order: Order = "lines",
): readonly ReadCommitResult[] {
  const byOid = new Map(commits.map((one) => [one.oid, one]));
  const children = new Map<string, number>();
  for (const { commit } of commits) for (const oid of commit.parent) children.set(oid, (children.get(oid) ?? 0) + 1);
  const tips = commits.filter(({ oid }) => !children.has(oid));
  const waiting = order === "lines" ? tips.toReversed() : tips;
  const ordered: ReadCommitResult[] = [];
  for (let next = taken(waiting, order); next; next = taken(waiting, order)) {
    ordered.push(next);
    for (const oid of next.commit.parent) {
      const left = (children.get(oid) ?? 0) - 1;
      children.set(oid, left);
      const parent = byOid.get(oid);
      if (left === 0 && parent) waiting.push(parent);
    }
  }
  return ordered;
}
