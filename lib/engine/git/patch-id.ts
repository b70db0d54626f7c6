import { changesBetween } from "./changes";
import { commitsBetween } from "./commit-range";
import type { Repository } from "./context";
import { hunksBetween } from "./hunks";
import { readCommit } from "./revision";
import { contentOf, ofCommit } from "./snapshot";

/** What a commit does, wherever it does it: two commits with the same one change the same lines. */
export async function patchId(repository: Repository, oid: string): Promise<string> {
  const { parent } = await readCommit(repository, oid);
  const changes = changesBetween(await ofCommit(repository, parent[0]), await ofCommit(repository, oid));
  const parts = changes.map(async ({ path, before, after }) => {
    const [old, now] = await Promise.all([contentOf(repository, before), contentOf(repository, after)]);
    const hunks = hunksBetween(new TextDecoder().decode(old), new TextDecoder().decode(now));
    const lines = hunks.flatMap((hunk) => hunk.lines.map(({ mark, text }) => mark + text.replaceAll(/\s/gu, "")));
    return [path, String(before?.mode), String(after?.mode), ...lines].join("\n");
  });
  return (await Promise.all(parts)).join("\0");
}

/** Those of some commits that `upstream` has already done by others of its own, `head` being where they lead to. */
export async function alreadyApplied(
  repository: Repository,
  commits: readonly string[],
  { upstream, head }: { readonly upstream: string; readonly head: string },
): Promise<ReadonlySet<string>> {
  const theirs = await commitsBetween(repository, head, upstream, { merges: false });
  if (theirs.length === 0) return new Set();
  const known = new Set(await Promise.all(theirs.map((oid) => patchId(repository, oid))));
  const found = new Set<string>();
  for (const oid of commits) if (known.has(await patchId(repository, oid))) found.add(oid);
  return found;
}
