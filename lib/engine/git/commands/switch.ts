import git from "isomorphic-git";
import { changesBetween } from "../changes";
import { moveTo } from "../checkout";
import { kindLine } from "../patch";
import { ofCommit, ofIndex, ofWorkingTree } from "../snapshot";
import { inRepository, type Repository } from "../context";
import { fatal } from "../failure";
import { readOptions } from "../options";
import { currentBranch, headOid } from "../repository";
import { firstLine, readCommit, resolveCommit, short, tryResolve } from "../revision";
import { track, trackingText, upstreamOf } from "../upstream";
import { readMoves } from "../reflog-file";
import { create } from "./branch";
import { switchHead } from "./point";
import { restore } from "./restore";

const spec = {
  flags: ["detach", "force", "quiet"],
  values: ["create", "force-create", "branch", "force-branch"],
  short: { c: "create", C: "force-create", b: "branch", B: "force-branch", d: "detach", f: "force", q: "quiet" },
} as const;

export const switchBranch = inRepository(async (given, args) => {
  const options = readOptions(args, spec);
  const repository = quieted(given, options);
  const forced = options.value("force-create") ?? options.value("force-branch");
  const made = options.value("create") ?? options.value("branch") ?? forced;
  if (made !== undefined) return createAndGo(repository, made, options.rest[0], forced !== undefined);
  const [name] = options.rest;
  if (name === undefined) return fatal("missing branch or commit argument");
  return go(repository, name === "-" ? await previous(repository) : name, options.has("detach"), options.has("force"));
});

/** `git checkout` is `switch` for branches and commits, and `restore` for files. */
export const checkout = inRepository(async (given, args) => {
  const options = readOptions(args, spec);
  const repository = quieted(given, options);
  const [first, ...more] = options.rest;
  if (creating.some((name) => options.has(name))) return switchBranch.run(repository, args);
  const named = [...more, ...(options.paths ?? [])];
  if (named.length > 0) return restoreFrom(repository, first, named);
  if (first === undefined) return undefined;
  const force = options.has("force");
  if (first === "-") return go(repository, await previous(repository), false, force);
  if (await isKnown(repository, first))
    return go(repository, first, options.has("detach") || !(await isBranch(repository, first)), force);
  return restore.run(repository, ["--", first]);
});

const creating = ["create", "branch", "force-branch", "force-create"];

/** With a commit before the paths the files come from there, else from the index. */
async function restoreFrom(repository: Repository, first: string | undefined, named: readonly string[]) {
  if (first === undefined) return restore.run(repository, ["--", ...named]);
  if ((await tryResolve(repository, first)) === undefined) return restore.run(repository, ["--", first, ...named]);
  return restore.run(repository, ["--source", first, "--staged", "--worktree", "--", ...named]);
}

const isKnown = async (repository: Repository, name: string): Promise<boolean> =>
  (await tryResolve(repository, name)) !== undefined || (await remoteOf(repository, name)) !== undefined;

const isBranch = async (repository: Repository, name: string): Promise<boolean> =>
  (await git.listBranches({ ...repository })).includes(name) || (await remoteOf(repository, name)) !== undefined;

async function remoteOf(repository: Repository, name: string): Promise<string | undefined> {
  for (const { remote } of await git.listRemotes({ ...repository }))
    if ((await git.listBranches({ ...repository, remote })).includes(name)) return remote;
  return undefined;
}

/** `-q` wants to hear of failures alone. */
const quieted = (repository: Repository, options: { readonly has: (name: string) => boolean }): Repository =>
  options.has("quiet") ? { ...repository, out: () => undefined, err: () => undefined } : repository;

async function createAndGo(repository: Repository, name: string, start: string | undefined, force: boolean) {
  const head = await headOid(repository);
  if (head === undefined && start === undefined) {
    await switchHead(repository, { ref: `refs/heads/${name}`, oid: undefined }, "");
  } else {
    const from = (await currentBranch(repository)) ?? head;
    await create(repository, name, start ?? "HEAD", force);
    await moveTo(repository, head, await resolveCommit(repository, name));
    const oid = await resolveCommit(repository, name);
    await switchHead(repository, { ref: `refs/heads/${name}`, oid }, `checkout: moving from ${from} to ${name}`);
  }
  repository.err(`Switched to a new branch '${name}'\n`);
}

async function go(repository: Repository, name: string, detach: boolean, force: boolean): Promise<void> {
  const before = await currentBranch(repository);
  if (name === before && !detach) {
    repository.err(`Already on '${name}'\n`);
    return tellTracking(repository, name);
  }
  const remote = (await tryResolve(repository, name)) === undefined ? await remoteOf(repository, name) : undefined;
  if (remote !== undefined) await follow(repository, name, remote);
  if (!detach && !(await git.listBranches({ ...repository })).includes(name)) {
    if ((await tryResolve(repository, name)) === undefined) fatal(`invalid reference: ${name}`);
    fatal(
      `a branch is expected, got commit '${name}'\nhint: If you want to detach HEAD at the commit, try again with the --detach option.`,
    );
  }
  const oid = await resolveCommit(repository, name);
  await move(repository, name, { oid, before, detach, force });
  if (detach) return tellPosition(repository, "HEAD is now at", oid);
  repository.err(`Switched to ${remote === undefined ? "" : "a new "}branch '${name}'\n`);
  return remote === undefined ? tellTracking(repository, name) : undefined;
}

interface Moving {
  readonly oid: string;
  readonly before: string | undefined;
  readonly detach: boolean;
  readonly force: boolean;
}

async function move(repository: Repository, name: string, { oid, before, detach, force }: Moving): Promise<void> {
  await moveTo(repository, await headOid(repository), oid, { force });
  const head = await headOid(repository);
  const why = `checkout: moving from ${before ?? head} to ${name}`;
  if (before === undefined && head !== undefined && head !== oid)
    await tellPosition(repository, "Previous HEAD position was", head);
  await switchHead(repository, { ref: detach ? oid : `refs/heads/${name}`, oid }, why);
  await tellKept(repository, oid);
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
