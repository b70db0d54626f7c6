import git from "isomorphic-git";
import { changesBetween } from "../changes";
import { moveTo } from "../checkout";
import { commitsBetween } from "../commit-range";
import { inRepository, type Repository } from "../context";
import { fatal, GitFailure } from "../failure";
import { beginReplay, endMerge, replayInProgress } from "../merge-state";
import { readOptions } from "../options";
import { endRebase, readRebase, saveRebase, type RebaseState } from "../rebase-state";
import { replay } from "../replay";
import { currentBranch, headOid } from "../repository";
import { firstLine, isAncestor, readCommit, short, tryResolve } from "../revision";
import { ofCommit, ofIndex, ofWorkingTree } from "../snapshot";
import { unmergedFiles } from "../unmerged";
import { upstreamOf } from "../upstream";
import { commit } from "./commit";
import { conflictMessage } from "./merge";

const spec = {
  flags: ["continue", "abort", "skip", "quit", "quiet", "interactive", "autostash", "no-autostash", "merge"],
  values: ["onto"],
  short: { q: "quiet", i: "interactive", m: "merge" },
} as const;

export const rebase = inRepository(async (repository, args) => {
  const options = readOptions(args, spec);
  const state = await readRebase(repository);
  const steps = { continue: goOn, abort, skip, quit } as const;
  for (const name of ["continue", "abort", "skip", "quit"] as const)
    if (options.has(name))
      return state === undefined ? fatal("No rebase in progress?") : steps[name](repository, state);
  if (state !== undefined) return alreadyBegun();
  if (options.has("interactive"))
    return fatal("there is no editor here for the list of an interactive rebase: use `git rebase` without -i.");
  return begin(repository, options.rest, options.value("onto"));
});

const alreadyBegun = (): never =>
  fatal(
    "It seems that there is already a rebase-merge directory, and\nI wonder if you are in the middle of another rebase.  If that is the\n" +
      "case, please try\n\tgit rebase (--continue | --abort | --skip)\nIf that is not the case, please\n" +
      '\trm -fr ".git/rebase-merge"\nand run me again.  I am stopping in case you still have something\nvaluable there.\n',
  );

async function begin(repository: Repository, names: readonly string[], onto: string | undefined): Promise<number> {
  const [given, branch] = names;
  const name = given ?? (await trackedName(repository));
  const upstream = (await tryResolve(repository, name)) ?? fatal(`invalid upstream '${name}'`);
  const base =
    onto === undefined
      ? upstream
      : ((await tryResolve(repository, onto)) ?? fatal(`Does not point to a valid commit '${onto}'`));
  await refuseDirty(repository);
  if (branch !== undefined) await checkOut(repository, branch);
  const head = (await headOid(repository)) ?? fatal("You do not have the initial commit yet");
  const now = await currentBranch(repository);
  if (onto === undefined && (await isAncestor(repository, base, head)) && (await isStraight(repository, base, head))) {
    repository.out(now === undefined ? "HEAD is up to date.\n" : `Current branch ${now} is up to date.\n`);
    return 0;
  }
  const todo = await commitsBetween(repository, upstream, head, { merges: false });
  await moveTo(repository, head, base);
  await git.writeRef({ ...repository, ref: "HEAD", value: base, force: true });
  const headName = now === undefined ? "detached HEAD" : `refs/heads/${now}`;
  return play(repository, { headName, onto: base, origHead: head, done: [], todo });
}

async function trackedName(repository: Repository): Promise<string> {
  const now = await currentBranch(repository);
  const upstream = now === undefined ? undefined : await upstreamOf(repository, now);
  if (upstream !== undefined) return upstream.name;
  throw new GitFailure(
    "There is no tracking information for the current branch.\nPlease specify which branch you want to rebase against.\n" +
      "See git-rebase(1) for details.\n\n    git rebase '<branch>'\n\n" +
      "If you wish to set tracking information for this branch you can do so with:\n\n" +
      `    git branch --set-upstream-to=<remote>/<branch> ${now ?? ""}\n`,
    1,
  );
}

/** Nothing but commits with one parent lies between. */
async function isStraight(repository: Repository, base: string, head: string): Promise<boolean> {
  for (let at = head; at !== base;) {
    const [first, ...others] = (await readCommit(repository, at)).parent;
    if (first === undefined || others.length > 0) return false;
    at = first;
  }
  return true;
}

async function refuseDirty(repository: Repository): Promise<void> {
  const index = await ofIndex(repository);
  const unstaged = changesBetween(index, await ofWorkingTree(repository, (file) => index.has(file))).length > 0;
  const staged = changesBetween(await ofCommit(repository, await headOid(repository)), index).length > 0;
  if (!unstaged && !staged) return;
  const first = unstaged
    ? "error: cannot rebase: You have unstaged changes.\n"
    : "error: cannot rebase: Your index contains uncommitted changes.\n";
  const second = unstaged && staged ? "error: additionally, your index contains uncommitted changes.\n" : "";
  throw new GitFailure(`${first}${second}error: Please commit or stash them.`, 1);
}

async function checkOut(repository: Repository, branch: string): Promise<void> {
  const to = (await tryResolve(repository, branch)) ?? fatal(`no such branch/commit '${branch}'`);
  await moveTo(repository, await headOid(repository), to);
  await git.writeRef({ ...repository, ref: "HEAD", value: `refs/heads/${branch}`, symbolic: true, force: true });
}

/** Puts the commits on one after the other; what is already there is left out. */
async function play(repository: Repository, from: RebaseState): Promise<number> {
  const all = from.done.length + from.todo.length;
  let state = from;
  for (const oid of from.todo) {
    state = { ...state, done: [...state.done, oid], todo: state.todo.slice(1) };
    await saveRebase(repository, state);
    repository.err(`Rebasing (${state.done.length}/${all})\r`);
    const done = await replay(repository, "cherry-pick", oid, { keepEmpty: true, quiet: true });
    const subject = `${short(oid)}... ${firstLine((await readCommit(repository, oid)).message)}`;
    if (done.type === "conflicts") return stop(repository, oid, subject, done);
    if (done.type === "empty")
      repository.err(`dropping ${oid} ${firstLine(done.message)} -- patch contents already upstream\n`);
    if (done.type === "committed") await git.writeRef({ ...repository, ref: "HEAD", value: done.oid, force: true });
  }
  return finish(repository, state);
}

async function stop(
  repository: Repository,
  oid: string,
  subject: string,
  { message, files }: { readonly message: string; readonly files: readonly string[] },
): Promise<number> {
  await beginReplay(repository, { action: "cherry-pick", oid }, `${conflictMessage(message.trimEnd(), files)}\n`);
  repository.err(
    `error: could not apply ${subject}\nhint: Resolve all conflicts manually, mark them as resolved with\n` +
      'hint: "git add/rm <conflicted_files>", then run "git rebase --continue".\n' +
      'hint: You can instead skip this commit: run "git rebase --skip".\n' +
      'hint: To abort and get back to the state before "git rebase", run "git rebase --abort".\n' +
      `Could not apply ${subject}\n`,
  );
  return 1;
}

async function finish(repository: Repository, { headName }: RebaseState): Promise<number> {
  const head = await headOid(repository);
  if (headName.startsWith("refs/") && head !== undefined) {
    await git.writeRef({ ...repository, ref: headName, value: head, force: true });
    await git.writeRef({ ...repository, ref: "HEAD", value: headName, symbolic: true, force: true });
  }
  await endRebase(repository);
  repository.err(`\r\x1b[KSuccessfully rebased and updated ${headName}.\n`);
  return 0;
}

async function goOn(repository: Repository, state: RebaseState): Promise<number> {
  const unmerged = await unmergedFiles(repository);
  if (unmerged.size > 0) {
    for (const file of unmerged.keys()) repository.out(`${file}: needs merge\n`);
    repository.out("You must edit all merge conflicts and then\nmark them as resolved using git add\n");
    return 1;
  }
  if ((await replayInProgress(repository)) !== undefined) {
    const head = await ofCommit(repository, await headOid(repository));
    if (changesBetween(head, await ofIndex(repository)).length === 0) await endMerge(repository);
    else await commit.run(repository, []);
  }
  return play(repository, state);
}

async function skip(repository: Repository, state: RebaseState): Promise<number> {
  const head = await headOid(repository);
  if (head !== undefined) await moveTo(repository, head, head, { force: true });
  await endMerge(repository);
  return play(repository, state);
}

async function abort(repository: Repository, { headName, origHead }: RebaseState): Promise<number> {
  await moveTo(repository, await headOid(repository), origHead, { force: true });
  if (headName.startsWith("refs/"))
    await git.writeRef({ ...repository, ref: "HEAD", value: headName, symbolic: true, force: true });
  else await git.writeRef({ ...repository, ref: "HEAD", value: origHead, force: true });
  await endMerge(repository);
  await endRebase(repository);
  return 0;
}

async function quit(repository: Repository): Promise<number> {
  await endMerge(repository);
  await endRebase(repository);
  return 0;
}
