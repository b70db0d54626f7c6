import git, { type CommitObject, type ReadCommitResult } from "isomorphic-git";
import type { Repository } from "./context";
import { fatal } from "./failure";

/** A commit by what people type: a branch, a tag, a (short) name, with `~n` and `^n` behind it. */
export async function resolveCommit(repository: Repository, revision: string): Promise<string> {
  const oid = await tryResolve(repository, revision);
  return (
    oid ??
    fatal(
      `ambiguous argument '${revision}': unknown revision or path not in the working tree.\n` +
        "Use '--' to separate paths from revisions, like this:\n'git <command> [<revision>...] -- [<file>...]'",
    )
  );
}

export async function tryResolve(repository: Repository, revision: string): Promise<string | undefined> {
  const [, base = "", steps = ""] = /^(.*?)((?:[~^]\d*)*)$/u.exec(revision) ?? [];
  let oid = await resolveBase(repository, base === "@" || base === "" ? "HEAD" : base);
  for (const [, kind, count] of steps.matchAll(/([~^])(\d*)/gu)) {
    if (oid === undefined) return undefined;
    const number = count === "" || count === undefined ? 1 : Number(count);
    oid = kind === "~" ? await ancestor(repository, oid, number) : await parent(repository, oid, number);
  }
  return oid;
}

async function resolveBase(repository: Repository, name: string): Promise<string | undefined> {
  try {
    return await peel(repository, await git.resolveRef({ ...repository, ref: name }));
  } catch {
    if (!/^[0-9a-f]{4,40}$/u.test(name)) return undefined;
    return git.expandOid({ ...repository, oid: name }).then(
      (oid) => peel(repository, oid),
      () => undefined,
    );
  }
}

/** An annotated tag stands for what it names. */
async function peel(repository: Repository, oid: string): Promise<string> {
  const { type, object } = await git.readObject({ ...repository, oid, format: "parsed" });
  return type === "tag" ? peel(repository, (object as { object: string }).object) : oid;
}

async function parent(repository: Repository, oid: string, number: number): Promise<string | undefined> {
  if (number === 0) return oid;
  return (await readCommit(repository, oid)).parent[number - 1];
}

async function ancestor(repository: Repository, oid: string, count: number): Promise<string | undefined> {
  let at: string | undefined = oid;
  for (let step = 0; step < count && at !== undefined; step++) at = await parent(repository, at, 1);
  return at;
}

export async function readCommit(repository: Repository, oid: string): Promise<CommitObject> {
  return (await git.readCommit({ ...repository, oid })).commit;
}

/** Commits from the newest on, each once, as `git log` orders them: by date, never a parent before its child. */
export async function* history(repository: Repository, from: readonly string[]): AsyncIterable<ReadCommitResult> {
  const seen = new Set<string>(from);
  const waiting = await Promise.all(from.map((oid) => git.readCommit({ ...repository, oid })));
  while (waiting.length > 0) {
    waiting.sort((a, b) => b.commit.committer.timestamp - a.commit.committer.timestamp);
    const next = waiting.shift();
    if (!next) return;
    yield next;
    for (const oid of next.commit.parent) {
      if (seen.has(oid)) continue;
      seen.add(oid);
      waiting.push(await git.readCommit({ ...repository, oid }));
    }
  }
}

export const short = (oid: string): string => oid.slice(0, 7);
export const firstLine = (message: string): string => message.split("\n", 1)[0] ?? "";
