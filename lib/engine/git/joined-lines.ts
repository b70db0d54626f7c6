import type { ReadCommitResult } from "isomorphic-git";

interface Lines {
  readonly shown: ReadonlySet<string>;
  readonly followed: ReadonlyMap<string, readonly string[]>;
  /** Commits that don't touch the asked paths are passed over. */
  readonly rewrites: boolean;
}

/** The shown commits that one is joined to, through those that aren't shown. */
export function joinedTo(parents: readonly string[], { shown, followed, rewrites }: Lines): readonly string[] {
  const found: string[] = [];
  for (const parent of parents) {
    const at = rewrites ? nextShown(parent, shown, followed) : parent;
    if (at !== undefined && shown.has(at) && !found.includes(at)) found.push(at);
  }
  return found;
}

function nextShown(
  from: string,
  shown: ReadonlySet<string>,
  followed: ReadonlyMap<string, readonly string[]>,
): string | undefined {
  let at: string | undefined = from;
  while (at !== undefined && !shown.has(at)) at = followed.get(at)?.[0];
  return at;
}

/** Who has a commit for a parent, the youngest last. */
export function childrenAmong(
  commits: readonly ReadCommitResult[],
  parentsOf: (commit: ReadCommitResult) => readonly string[],
): (oid: string) => readonly string[] {
  const children = new Map<string, string[]>();
  for (const one of commits)
    for (const oid of parentsOf(one)) children.set(oid, [one.oid, ...(children.get(oid) ?? [])]);
  return (oid) => children.get(oid) ?? [];
}
