import { applyAutostash } from "../autostash";
import { changesBetween } from "../changes";
import { moveTo } from "../checkout";
import { commitsBetween } from "../commit-range";
import { inRepository, type Repository } from "../context";
import { alreadyApplied } from "../patch-id";
import { fatal, GitFailure } from "../failure";
import { endMerge, replayInProgress } from "../merge-state";
import { readOptions, type Options } from "../options";
import { endRebase, readRebase, type RebaseState } from "../rebase-state";
import type { Step } from "../rebase-todo";
import { addStash } from "../stashes";
import { config, currentBranch, headOid } from "../repository";
import { isAncestor, readCommit, short, tryResolve } from "../revision";
import { ofCommit, ofIndex, ofWorkingTree } from "../snapshot";
import { strategyOf } from "../strategy";
import { unmergedFiles } from "../unmerged";
import { upstreamOf } from "../upstream";
import { commit } from "./commit";
import { switchHead } from "./point";
import { askFor, editTodo, planned } from "./rebase-plan";
import { giveUp, playSteps } from "./rebase-steps";
import { stashDoors } from "./stash";

const spec = {
  flags: [
    "continue",
    "abort",
    "skip",
    "quit",
    "edit-todo",
    "show-current-patch",
    "quiet",
    "interactive",
    "autostash",
    "no-autostash",
    "autosquash",
    "no-autosquash",
    "merge",
    "root",
    "signoff",
    "force-rebase",
    "no-ff",
    "no-stat",
    "stat",
  ],
  values: ["onto", "strategy"],
  lists: ["exec", "strategy-option"],
  short: {
    q: "quiet",
    i: "interactive",
    m: "merge",
    s: "strategy",
    X: "strategy-option",
    x: "exec",
    f: "force-rebase",
  },
} as const;

export const rebase = inRepository(async (repository, args) => {
  const options = readOptions(args, spec);
  const state = await readRebase(repository);
  const steps = { continue: goOn, abort, skip, quit, "edit-todo": editTodo } as const;
  for (const name of ["continue", "abort", "skip", "quit", "edit-todo"] as const)
    if (options.has(name))
      return state === undefined ? fatal("No rebase in progress?") : steps[name](repository, state);
  if (state !== undefined) return alreadyBegun();
  return begin(repository, options);
});

const alreadyBegun = (): never =>
  fatal(
    "It seems that there is already a rebase-merge directory, and\nI wonder if you are in the middle of another rebase.  If that is the\n" +
      "case, please try\n\tgit rebase (--continue | --abort | --skip)\nIf that is not the case, please\n" +
      '\trm -fr ".git/rebase-merge"\nand run me again.  I am stopping in case you still have something\nvaluable there.\n',
  );

async function begin(repository: Repository, options: Options): Promise<number> {
  const { favour, keepsOurs } = strategyOf(options);
  if (keepsOurs) return fatal("a rebase with the strategy 'ours' would leave every commit empty: use ort.");
  if (options.has("root"))
    return fatal("rebase --root isn't there in the tab: rebase onto the first commit, which stays as it is.");
  const { upstream, onto: base, branch, title } = await placesOf(repository, options);
  const autostash = await setAside(repository, options);
  if (branch !== undefined) await checkOut(repository, branch);
  const head = (await headOid(repository)) ?? fatal("You do not have the initial commit yet");
  const now = await currentBranch(repository);
  const todo = await todoOf(repository, upstream, head);
  if (await isThereAlready(repository, options, { base, head, upstream })) return upToDate(repository, autostash);
  const headName = now === undefined ? "detached HEAD" : `refs/heads/${now}`;
  const kept = { autostash, signOff: options.has("signoff"), favour };
  const state: RebaseState = { headName, onto: base, origHead: head, done: [], todo: [], ...kept };
  const steps = await planned(repository, todo, options);
  const asked = options.has("interactive") ? await askFor(repository, { state, steps, upstream }) : steps;
  const redoes = ["force-rebase", "no-ff", "signoff"].some((one) => options.has(one));
  const unneeded = redoes ? 0 : await countUnneeded(repository, base, asked);
  const start = asked[unneeded - 1]?.oid ?? base;
  await moveTo(repository, head, start);
  await switchHead(repository, { ref: start, oid: start }, `rebase (start): checkout ${title}`);
  return playSteps(repository, { ...state, done: asked.slice(0, unneeded), todo: asked.slice(unneeded) });
}

async function upToDate(repository: Repository, autostash: string | undefined): Promise<number> {
  const now = await currentBranch(repository);
  await applyAutostash(repository, autostash, stashDoors);
  repository.out(now === undefined ? "HEAD is up to date.\n" : `Current branch ${now} is up to date.\n`);
  return 0;
}

/** From where the commits are taken, and where they are put. */
async function placesOf(repository: Repository, options: Options) {
  const given = options.value("onto");
  const [first, branch] = options.rest;
  const name = first ?? (await trackedName(repository));
  const upstream = (await tryResolve(repository, name)) ?? fatal(`invalid upstream '${name}'`);
  const onto =
    given === undefined
      ? upstream
      : ((await tryResolve(repository, given)) ?? fatal(`Does not point to a valid commit '${given}'`));
  return { upstream, onto, branch, title: given ?? name };
}

async function todoOf(repository: Repository, upstream: string, head: string): Promise<readonly string[]> {
  const between = await commitsBetween(repository, upstream, head, { merges: false });
  return withoutApplied(repository, between, { upstream, head });
}

const redoing = ["interactive", "exec", "signoff", "force-rebase", "no-ff"];

async function isThereAlready(
  repository: Repository,
  options: Options,
  { base, head, upstream }: { readonly base: string; readonly head: string; readonly upstream: string },
): Promise<boolean> {
  if (redoing.some((one) => options.has(one)) || base !== upstream) return false;
  return (await isAncestor(repository, base, head)) && isStraight(repository, base, head);
}

/** How many of the steps stand where they are to go already: those are left as they are. */
async function countUnneeded(repository: Repository, base: string, steps: readonly Step[]): Promise<number> {
  let start = base;
  for (const [at, { command, oid }] of steps.entries()) {
    if (command !== "pick" || (await readCommit(repository, oid)).parent[0] !== start) return at;
    start = oid;
  }
  return steps.length;
}

async function withoutApplied(
  repository: Repository,
  commits: readonly string[],
  sides: { readonly upstream: string; readonly head: string },
): Promise<string[]> {
  const applied = await alreadyApplied(repository, commits, sides);
  for (const oid of commits)
    if (applied.has(oid)) repository.err(`warning: skipped previously applied commit ${short(oid)}\n`);
  if (applied.size > 0)
    repository.err(
      "hint: use --reapply-cherry-picks to include skipped commits\n" +
        'hint: Disable this message with "git config advice.skippedCherryPicks false"\n',
    );
  return commits.filter((oid) => !applied.has(oid));
}

/** What isn't committed is set aside when asked for, else it stops the rebase. */
async function setAside(repository: Repository, options: Options): Promise<string | undefined> {
  const asked = options.has("autostash") || (await config(repository, "rebase.autostash")) === "true";
  if (!asked || options.has("no-autostash")) {
    await refuseDirty(repository);
    return undefined;
  }
  const oid = await stashDoors.setAside(repository);
  if (oid !== undefined) repository.out(`Created autostash: ${short(oid)}\n`);
  return oid;
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
  await switchHead(repository, { ref: `refs/heads/${branch}`, oid: to }, `rebase (start): checkout ${branch}`);
}

async function goOn(repository: Repository, state: RebaseState): Promise<number> {
  const unmerged = await unmergedFiles(repository);
  if (unmerged.size > 0) {
    for (const file of unmerged.keys()) repository.out(`${file}: needs merge\n`);
    repository.out("You must edit all merge conflicts and then\nmark them as resolved using git add\n");
    return 1;
  }
  const head = await ofCommit(repository, await headOid(repository));
  const isStaged = changesBetween(head, await ofIndex(repository)).length > 0;
  const isPicking = (await replayInProgress(repository)) !== undefined;
  if (isPicking && !isStaged) await endMerge(repository);
  else if (isStaged) await commit.run(repository, state.amend === undefined ? [] : ["--amend"]);
  return playSteps(repository, state);
}

async function skip(repository: Repository, state: RebaseState): Promise<number> {
  const head = await headOid(repository);
  if (head !== undefined) await moveTo(repository, head, head, { force: true });
  await endMerge(repository);
  return playSteps(repository, state);
}

async function abort(repository: Repository, state: RebaseState): Promise<number> {
  await giveUp(repository, state);
  await endMerge(repository);
  return 0;
}

async function quit(repository: Repository, { autostash }: RebaseState): Promise<number> {
  await endMerge(repository);
  await endRebase(repository);
  if (autostash !== undefined) await addStash(repository, { oid: autostash, message: "autostash" });
  return 0;
}
