import git from "isomorphic-git";
import { changesBetween } from "../changes";
import { moveTo, moveToSnapshot } from "../checkout";
import { kindLine } from "../patch";
import { ofCommit, ofIndex, ofWorkingTree } from "../snapshot";
import { inRepository, type Repository } from "../context";
import { fatal } from "../failure";
import { readOptions, type Options } from "../options";
import { config, currentBranch, headOid } from "../repository";
import { firstLine, readCommit, resolveCommit, short, tryResolve } from "../revision";
import { track, trackingText, upstreamOf } from "../upstream";
import { readMoves } from "../reflog-file";
import { create } from "./branch";
import { switchHead } from "./point";
import { detachedAdvice } from "./detached-advice";
import { restoreFiles } from "./restore";

const spec = {
  flags: ["detach", "force", "discard-changes", "quiet", "guess", "no-guess", "track", "ours", "theirs", "patch"],
  values: ["create", "force-create", "branch", "force-branch", "orphan"],
  short: {
    c: "create",
    C: "force-create",
    b: "branch",
    B: "force-branch",
    d: "detach",
    f: "force",
    q: "quiet",
    t: "track",
    p: "patch",
  },
} as const;

const isForced = (options: Options): boolean => options.has("force") || options.has("discard-changes");

export const switchBranch = inRepository(async (given, args) => {
  const options = readOptions(args, spec);
  const repository = quieted(given, options);
  if (await makeIfAsked(repository, options, true)) return undefined;
  const [name] = options.rest;
  if (name === undefined && !options.has("detach")) return fatal("missing branch or commit argument");
  return go(repository, await meant(repository, name ?? "HEAD"), {
    detach: options.has("detach"),
    force: isForced(options),
    guess: !options.has("no-guess"),
  });
});

/** `-` and `@{-1}` are the branch before. */
async function meant(repository: Repository, name: string): Promise<string> {
  return name === "-" || name === "@{-1}" ? previous(repository) : name;
}

/** Makes a branch and goes there, where one is asked for; answers whether it was. */
async function makeIfAsked(repository: Repository, options: Options, isSwitch = false): Promise<boolean> {
  const [start] = options.rest;
  const orphan = options.value("orphan");
  if (orphan !== undefined) {
    await beginOrphan(repository, orphan, { start, isSwitch });
    return true;
  }
  const forced = options.value("force-create") ?? options.value("force-branch");
  const named = options.value("create") ?? options.value("branch") ?? forced;
  const tracked = options.has("track") ? trackedName(start, isSwitch) : undefined;
  const made = named ?? tracked;
  if (made === undefined) return false;
  await createAndGo(repository, made, { start, replaces: forced !== undefined, force: isForced(options) });
  return true;
}

/** `--track origin/main` makes `main`. */
function trackedName(start: string | undefined, isSwitch: boolean): string {
  const name =
    start
      ?.replace(/^refs\/remotes\//u, "")
      .split("/")
      .slice(1)
      .join("/") ?? "";
  return name === "" ? fatal(`missing branch name; try -${isSwitch ? "c" : "b"}`) : name;
}

/** A branch without a commit. As `checkout` makes it the files stay staged, as `switch` does they go. */
async function beginOrphan(
  repository: Repository,
  name: string,
  { start, isSwitch }: { readonly start: string | undefined; readonly isSwitch: boolean },
): Promise<void> {
  if ((await git.listBranches({ ...repository })).includes(name)) fatal(`a branch named '${name}' already exists`);
  const head = await headOid(repository);
  if (start !== undefined) await moveTo(repository, head, await resolveCommit(repository, start));
  else if (isSwitch) await moveToSnapshot(repository, await ofCommit(repository, head), new Map());
  await switchHead(repository, { ref: `refs/heads/${name}`, oid: undefined }, "");
  repository.err(`Switched to a new branch '${name}'\n`);
}

/** `git checkout` is `switch` for branches and commits, and `restore` for files. */
export const checkout = inRepository(async (given, args) => {
  const options = readOptions(args, spec);
  const repository = quieted(given, options);
  if (options.has("patch")) return fatal("choosing parts of a file isn't there in the tab: check out whole files.");
  const [first, ...more] = options.rest;
  if (await makeIfAsked(repository, options)) return undefined;
  const named = [...more, ...(options.paths ?? [])];
  const side = (["ours", "theirs"] as const).find((name) => options.has(name));
  if (side !== undefined)
    return restoreFiles(repository, [`--${side}`, "--", ...options.rest, ...(options.paths ?? [])]);
  if (named.length > 0) return restoreFrom(repository, first, named);
  return first === undefined ? stay(repository, options) : checkOutOne(repository, first, options);
});

/** A branch or a commit by its name, else a file. */
async function checkOutOne(repository: Repository, typed: string, options: Options): Promise<number | void> {
  const name = await meant(repository, typed);
  if (name === "HEAD") return stay(repository, options);
  if (!(await isKnown(repository, name))) return restoreFiles(repository, ["--", typed]);
  const detach = options.has("detach") || !(await isBranch(repository, name));
  return go(repository, name, {
    detach,
    force: isForced(options),
    advises: !options.has("detach"),
    guess: !options.has("no-guess"),
  });
}

/** Where one is: with everything as it was committed, or without the branch. */
async function stay(repository: Repository, options: Options): Promise<void> {
  if (options.has("detach")) return go(repository, "HEAD", { detach: true, force: isForced(options) });
  const head = isForced(options) ? await headOid(repository) : undefined;
  return head === undefined ? undefined : moveTo(repository, head, head, { force: true });
}

/** With a commit before the paths the files come from there, else from the index. */
async function restoreFrom(repository: Repository, first: string | undefined, named: readonly string[]) {
  if (first === undefined) return restoreFiles(repository, ["--", ...named]);
  if ((await tryResolve(repository, first)) === undefined) return restoreFiles(repository, ["--", first, ...named]);
  return restoreFiles(repository, ["--source", first, "--staged", "--worktree", "--overlay", "--", ...named]);
}

const isKnown = async (repository: Repository, name: string): Promise<boolean> =>
  (await tryResolve(repository, name)) !== undefined || (await remoteOf(repository, name)) !== undefined;

const isBranch = async (repository: Repository, name: string): Promise<boolean> =>
  (await git.listBranches({ ...repository })).includes(name) ||
  ((await tryResolve(repository, name)) === undefined && (await remoteOf(repository, name)) !== undefined);

async function remoteOf(repository: Repository, name: string): Promise<string | undefined> {
  for (const { remote } of await git.listRemotes({ ...repository }))
    if ((await git.listBranches({ ...repository, remote })).includes(name)) return remote;
  return undefined;
}

/** `-q` wants to hear of failures alone. */
const quieted = (repository: Repository, options: { readonly has: (name: string) => boolean }): Repository =>
  options.has("quiet") ? { ...repository, out: () => undefined, err: () => undefined } : repository;

interface Making {
  readonly start: string | undefined;
  readonly replaces: boolean;
  readonly force: boolean;
}

async function createAndGo(repository: Repository, name: string, { start, replaces, force }: Making) {
  const head = await headOid(repository);
  const from = (await currentBranch(repository)) ?? head;
  const isThere = (await git.listBranches({ ...repository })).includes(name);
  if (isThere && !replaces) fatal(`a branch named '${name}' already exists`);
  if (head === undefined && start === undefined) {
    await switchHead(repository, { ref: `refs/heads/${name}`, oid: undefined }, "");
  } else {
    const oid = (await tryResolve(repository, start ?? "HEAD")) ?? fatal(`invalid reference: ${start}`);
    await moveTo(repository, head, oid, { force });
    await create(repository, name, start ?? "HEAD", replaces);
    await switchHead(repository, { ref: `refs/heads/${name}`, oid }, `checkout: moving from ${from} to ${name}`);
  }
  await trackStart(repository, name, start ?? "");
  const reset = name === from ? "Reset" : "Switched to and reset";
  repository.err(isThere ? `${reset} branch '${name}'\n` : `Switched to a new branch '${name}'\n`);
}

/** A branch that begins at one of a remote follows it. */
async function trackStart(repository: Repository, name: string, start: string): Promise<void> {
  const [remote = "", ...rest] = start.split("/");
  if (rest.length === 0 || (await tryResolve(repository, `refs/remotes/${start}`)) === undefined) return;
  await track(repository, name, { remote, branch: rest.join("/") });
  repository.out(`branch '${name}' set up to track '${start}'.\n`);
}

interface Going {
  readonly detach: boolean;
  readonly force: boolean;
  /** A branch of that name at a remote is followed by one here. */
  readonly guess?: boolean;
  /** Says what it means to be on no branch. */
  readonly advises?: boolean;
}

async function go(repository: Repository, name: string, going: Going): Promise<void> {
  const before = await currentBranch(repository);
  const isSame = name === before && !going.detach;
  if (isSame && !going.force) return tellSame(repository, name);
  const isNew = await followRemote(repository, name, going);
  if (!going.detach) await needBranch(repository, name);
  const oid = await resolveCommit(repository, name);
  await move(repository, name, { ...going, oid, before });
  if (going.detach) return tellPosition(repository, "HEAD is now at", oid);
  if (isSame) return tellSame(repository, name);
  repository.err(`Switched to ${isNew ? "a new " : ""}branch '${name}'\n`);
  return isNew ? undefined : tellTracking(repository, name);
}

/** Makes a branch that only a remote has; answers whether it did. */
async function followRemote(repository: Repository, name: string, { guess = true }: Going): Promise<boolean> {
  if (!guess || (await tryResolve(repository, name)) !== undefined) return false;
  const remote = await remoteOf(repository, name);
  if (remote !== undefined) await follow(repository, name, remote);
  return remote !== undefined;
}

async function tellSame(repository: Repository, name: string): Promise<void> {
  const head = await headOid(repository);
  if (head !== undefined) await tellKept(repository, head);
  repository.err(`Already on '${name}'\n`);
  return tellTracking(repository, name);
}

async function needBranch(repository: Repository, name: string): Promise<void> {
  if ((await git.listBranches({ ...repository })).includes(name)) return;
  if ((await tryResolve(repository, name)) === undefined) fatal(`invalid reference: ${name}`);
  const isTag = (await git.listTags({ ...repository })).includes(name);
  fatal(
    `a branch is expected, got ${isTag ? "tag" : "commit"} '${name}'\n` +
      "hint: If you want to detach HEAD at the commit, try again with the --detach option.",
  );
}

interface Moving extends Going {
  readonly oid: string;
  readonly before: string | undefined;
}

async function move(
  repository: Repository,
  name: string,
  { oid, before, detach, force, advises }: Moving,
): Promise<void> {
  await moveTo(repository, await headOid(repository), oid, { force });
  const head = await headOid(repository);
  const why = `checkout: moving from ${before ?? head} to ${name}`;
  if (before === undefined && head !== undefined && head !== oid)
    await tellPosition(repository, "Previous HEAD position was", head);
  await switchHead(repository, { ref: detach ? oid : `refs/heads/${name}`, oid }, why);
  await tellKept(repository, oid);
  if (
    detach &&
    advises === true &&
    before !== undefined &&
    (await config(repository, "advice.detachedhead")) !== "false"
  )
    repository.err(detachedAdvice(name));
}

/** What wasn't committed has come along. */
async function tellKept(repository: Repository, oid: string): Promise<void> {
  const index = await ofIndex(repository);
  const tree = await ofWorkingTree(repository, (file) => index.has(file));
  for (const change of changesBetween(await ofCommit(repository, oid), tree)) repository.out(kindLine(change));
}

async function tellPosition(repository: Repository, what: string, oid: string): Promise<void> {
  repository.err(`${what} ${short(oid)} ${firstLine((await readCommit(repository, oid)).message)}\n`);
}

async function tellTracking(repository: Repository, name: string): Promise<void> {
  const upstream = await upstreamOf(repository, name);
  if (upstream) repository.out(trackingText(upstream, false));
}

async function follow(repository: Repository, name: string, remote: string): Promise<void> {
  await create(repository, name, `${remote}/${name}`, false);
  await track(repository, name, { remote, branch: name });
  repository.out(`branch '${name}' set up to track '${remote}/${name}'.\n`);
}

async function previous(repository: Repository): Promise<string> {
  const moves = await readMoves(repository, "HEAD");
  const name = moves.map(({ message }) => /^checkout: moving from (\S+) to /u.exec(message)?.[1]).find(Boolean);
  return name === undefined ? fatal("invalid reference: @{-1}") : name;
}
