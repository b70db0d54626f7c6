import type { Repository } from "./context";
import { fatal } from "./failure";
import { history, readCommit, resolveCommit, tryResolve } from "./revision";

/** What is reachable from `to` and not from `from`, the oldest first; merges are left out when asked. */
export async function commitsBetween(
  repository: Repository,
  from: string | undefined,
  to: string,
  { merges = true }: { readonly merges?: boolean } = {},
): Promise<string[]> {
  const known = new Set<string>();
  if (from !== undefined) for await (const { oid } of history(repository, [from])) known.add(oid);
  const seen = new Set<string>();
  const ordered: string[] = [];
  const visit = async (start: string): Promise<void> => {
    const stack = [{ oid: start, left: undefined as string[] | undefined }];
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const { parent } = await readCommit(repository, top.oid);
      top.left ??= parent.filter((oid) => !known.has(oid));
      const next = top.left.shift();
      if (next !== undefined) {
        if (!seen.has(next)) stack.push({ oid: next, left: undefined });
        seen.add(next);
        continue;
      }
      stack.pop();
      if (merges || parent.length < 2) ordered.push(top.oid);
    }
  };
  if (!known.has(to)) await visit(to);
  return ordered;
}

/** The commits that arguments name, in their order; a range gives its own, the oldest first. */
export async function commitsOf(
  repository: Repository,
  names: readonly string[],
  order: "oldest first" | "newest first" = "oldest first",
): Promise<string[]> {
  const found: string[] = [];
  for (const name of names) {
    const [from, to] = name.split("..");
    if (to === undefined) {
      found.push((await tryResolve(repository, name)) ?? fatal(`bad revision '${name}'`));
      continue;
    }
    const start = await resolveCommit(repository, from === "" || from === undefined ? "HEAD" : from);
    const end = await resolveCommit(repository, to === "" ? "HEAD" : to);
    const between = await commitsBetween(repository, start, end);
    found.push(...(order === "newest first" ? between.toReversed() : between));
  }
  return found;
}
