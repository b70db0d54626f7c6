import git, { type CommitObject, type ReadCommitResult } from "isomorphic-git";
import type { Repository } from "./context";
import { readMoment } from "./dates";
import { fatal } from "./failure";
import { readMoves } from "./reflog-file";

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
  const oid = await resolveObject(repository, revision);
  return oid === undefined ? undefined : peel(repository, oid).catch(() => undefined);
}

/** What a name stands for itself: of an annotated tag the tag, not what it names. */
export async function resolveObject(repository: Repository, revision: string): Promise<string | undefined> {
  if (revision.startsWith(":/")) return resolveText(repository, revision.slice(2));
  const [, base = "", steps = ""] = /^(.*?)((?:~\d*|\^\{\w*\}|\^\{\/[^}]*\}|\^\d*)*)$/u.exec(revision) ?? [];
  let oid = await resolveBase(repository, base === "@" || base === "" ? "HEAD" : base);
  for (const [, kind, count, type] of steps.matchAll(/([~^])(?:(\d+)|\{(\w*|\/[^}]*)\})?/gu)) {
    if (oid === undefined) return undefined;
    const commit = await peel(repository, oid);
    if (type !== undefined) oid = await typedStep(repository, commit, type);
    else oid = await takeStep(repository, commit, kind === "~", count === undefined ? 1 : Number(count));
  }
  return oid;
}

/** `^{tree}` is a commit's tree, `^{/fix}` the youngest behind it whose message says so. */
async function typedStep(repository: Repository, commit: string, type: string): Promise<string | undefined> {
  if (type.startsWith("/")) return youngestSaying(repository, [commit], type.slice(1));
  return type === "tree" ? (await readCommit(repository, commit)).tree : commit;
}

/** `:/fix` is the youngest commit of all whose message says so. */
async function resolveText(repository: Repository, text: string): Promise<string | undefined> {
  const names = await git.listBranches({ ...repository });
  const tips = await Promise.all(names.map((ref) => git.resolveRef({ ...repository, ref })));
  return youngestSaying(repository, tips, text);
}

async function youngestSaying(
  repository: Repository,
  tips: readonly string[],
  text: string,
): Promise<string | undefined> {
  for await (const { oid, commit } of history(repository, tips)) if (commit.message.includes(text)) return oid;
  return undefined;
}

const takeStep = (repository: Repository, oid: string, isLine: boolean, number: number): Promise<string | undefined> =>
  isLine ? ancestor(repository, oid, number) : parent(repository, oid, number);

/** `main@{2}` is where it was two moves ago, `@{-1}` the branch before, `@{u}` the one that it follows. */
async function resolveMoved(repository: Repository, name: string): Promise<string | undefined> {
  const [, ref = "", inner = ""] = /^(.*)@\{(.*)\}$/u.exec(name) ?? [];
  const now = (await git.currentBranch({ ...repository, fullname: false })) ?? undefined;
  if (inner === "u" || inner === "upstream") return resolveUpstream(repository, ref === "" ? now : ref);
  if (!/^-?\d+$/u.test(inner)) return resolveAt(repository, loggedName(ref, now), inner);
  const number = Number(inner);
  if (number < 0) return resolveBefore(repository, -number);
  return (await readMoves(repository, loggedName(ref, now)))[number]?.oid;
}

/** Where it was at a time: `main@{yesterday}`. */
async function resolveAt(repository: Repository, ref: string, when: string): Promise<string | undefined> {
  const moment = readMoment(when);
  const moves = moment === undefined ? [] : await readMoves(repository, ref);
  const timeOf = (who: string) => Number(/> (\d+) [+-]\d{4}$/u.exec(who)?.[1] ?? Infinity);
  return (moves.find(({ who }) => timeOf(who) <= (moment ?? 0)) ?? moves.at(-1))?.oid;
}

function loggedName(ref: string, branch: string | undefined): string {
  const name = ref === "" ? (branch ?? "HEAD") : ref;
  if (name === "stash") return "refs/stash";
  return name === "HEAD" || name.startsWith("refs/") ? name : `refs/heads/${name}`;
}

async function resolveBefore(repository: Repository, count: number): Promise<string | undefined> {
  const moves = await readMoves(repository, "HEAD");
  const names = moves.map(({ message }) => /^checkout: moving from (\S+) to /u.exec(message)?.[1]).filter(Boolean);
  const before = names[count - 1];
  return before === undefined ? undefined : resolveBase(repository, before);
}

async function resolveUpstream(repository: Repository, branch: string | undefined): Promise<string | undefined> {
  const read = (key: string) => git.getConfig({ ...repository, path: `branch.${branch}.${key}` }) as Promise<unknown>;
  const [remote, merge] = [await read("remote"), await read("merge")];
  if (typeof remote !== "string" || typeof merge !== "string") return undefined;
  const name = merge.replace(/^refs\/heads\//u, "");
  return resolveBase(repository, remote === "." ? `refs/heads/${name}` : `refs/remotes/${remote}/${name}`);
}

async function resolveBase(repository: Repository, name: string): Promise<string | undefined> {
  if (name.endsWith("}") && name.includes("@{")) return resolveMoved(repository, name);
  try {
    return await git.resolveRef({ ...repository, ref: name });
  } catch {
    if (!/^[0-9a-f]{4,40}$/u.test(name)) return undefined;
    return git.expandOid({ ...repository, oid: name }).catch(() => undefined);
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

/** Commits at which a shallow clone ends, by what one command has read. */
const shallow = new WeakMap<object, Promise<ReadonlySet<string>>>();

function shallowCommits({ cache, fs, gitdir }: Repository): Promise<ReadonlySet<string>> {
  const read = async () =>
    new Set((await fs.promises.readFile(`${gitdir}/shallow`, "utf8").catch(() => "")).split("\n"));
  const known = shallow.get(cache) ?? read();
  shallow.set(cache, known);
  return known;
}

/** A commit with its name; the last one of a shallow clone has no parents here. */
export async function readNamedCommit(repository: Repository, oid: string): Promise<ReadCommitResult> {
  const result = await git.readCommit({ ...repository, oid });
  if (!(await shallowCommits(repository)).has(oid)) return result;
  return { ...result, commit: { ...result.commit, parent: [] } };
}

export async function readCommit(repository: Repository, oid: string): Promise<CommitObject> {
  return (await readNamedCommit(repository, oid)).commit;
}

/** Commits from the newest on, each once, as `git log` orders them: by date, never a parent before its child. */
export async function* history(repository: Repository, from: readonly string[]): AsyncIterable<ReadCommitResult> {
  const seen = new Set<string>(from);
  const waiting = await Promise.all(from.map((oid) => readNamedCommit(repository, oid)));
  while (waiting.length > 0) {
    waiting.sort((a, b) => b.commit.committer.timestamp - a.commit.committer.timestamp);
    const next = waiting.shift();
    if (!next) return;
    yield next;
    for (const oid of next.commit.parent) {
      if (seen.has(oid)) continue;
      seen.add(oid);
      waiting.push(await readNamedCommit(repository, oid));
    }
  }
}

/** Whether one commit is the other or stands behind it. */
export async function isAncestor(repository: Repository, oid: string, of: string): Promise<boolean> {
  for await (const commit of history(repository, [of])) if (commit.oid === oid) return true;
  return false;
}

export const short = (oid: string): string => oid.slice(0, 7);
export const firstLine = (message: string): string => message.split("\n", 1)[0] ?? "";
