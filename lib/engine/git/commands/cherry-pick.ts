import { changesBetween } from "../changes";
import { inRepository, type Command, type Repository } from "../context";
import { failed, fatal, GitFailure } from "../failure";
import { beginReplay, endMerge, replayInProgress, type Replay } from "../merge-state";
import { refuseUnmerged } from "../merge-into";
import { readOptions, type Options } from "../options";
import { replay, type Replayed, type ReplayOptions } from "../replay";
import { headOid } from "../repository";
import { resetMerge } from "../reset-merge";
import { strategyOf } from "../strategy";
import { commitsOf } from "../commit-range";
import { firstLine, readCommit, short } from "../revision";
import { endSequence, readSequence, saveSequence, type Sequence } from "../sequence";
import { ofCommit, ofIndex } from "../snapshot";
import { commit, report } from "./commit";
import { conflictMessage } from "./merge";
import { pointHead } from "./point";
import { status } from "./status";

const spec = {
  flags: [
    "continue",
    "abort",
    "skip",
    "quit",
    "no-commit",
    "edit",
    "no-edit",
    "allow-empty",
    "allow-empty-message",
    "signoff",
    "ff",
    "origin",
  ],
  values: ["mainline", "strategy"],
  lists: ["strategy-option"],
  short: { n: "no-commit", e: "edit", m: "mainline", x: "origin", X: "strategy-option", s: "signoff" },
} as const;

function sequencer(action: Replay): Command {
  return inRepository(async (repository, args) => {
    const options = readOptions(args, spec);
    if (options.has("abort")) return abort(repository, action);
    if (options.has("quit")) return quit(repository);
    if (options.has("continue")) return goOn(repository, action);
    if (options.has("skip")) return skip(repository, action);
    if (options.rest.length === 0) return failed(`usage: git ${action} [<options>] <commit>...`, 129);
    const given = askedFor(repository, action, options);
    await refuseUnmerged(repository, action === "revert" ? "Reverting" : "Cherry-picking");
    const head = await headOid(repository);
    await refuseStaged(repository, action, head, given);
    const commits = await commitsOf(repository, options.rest, action === "revert" ? "newest first" : "oldest first");
    if (commits.length === 0) throw new GitFailure(`error: empty commit set passed\nfatal: ${action} failed`);
    return play(repository, action, { head: head ?? "", todo: commits }, given, commits.length > 1);
  });
}

/** A revert lets the person change its message where there is someone who could. */
function askedFor(repository: Repository, action: Replay, options: Options): ReplayOptions {
  const mainline = options.value("mainline");
  const { favour, keepsOurs } = strategyOf(options);
  if (keepsOurs) fatal(`the merge strategy 'ours' makes no sense of a ${action}: use ort.`);
  if (options.has("ff"))
    for (const other of ["signoff", "no-commit", "origin", "edit"])
      if (options.has(other)) fatal(`${action}: ${other === "origin" ? "-x" : `--${other}`} cannot be used with --ff`);
  const asksByItself = action === "revert" && repository.isTerminal === true;
  return {
    ...(mainline !== undefined && { mainline: Number(mainline) }),
    noCommit: options.has("no-commit"),
    sayOrigin: options.has("origin"),
    keepEmpty: options.has("allow-empty"),
    signOff: options.has("signoff"),
    edit: (options.has("edit") || asksByItself) && !options.has("no-edit") && !options.has("no-commit"),
    fastForward: options.has("ff"),
    favour,
  };
}

export const cherryPick = sequencer("cherry-pick");
export const revert = sequencer("revert");

async function refuseStaged(
  repository: Repository,
  action: Replay,
  head: string | undefined,
  { noCommit }: ReplayOptions,
): Promise<void> {
  if (noCommit === true) return;
  if (changesBetween(await ofCommit(repository, head), await ofIndex(repository)).length === 0) return;
  throw new GitFailure(
    `error: your local changes would be overwritten by ${action}.\n` +
      `hint: commit your changes or stash them to proceed.\nfatal: ${action} failed`,
  );
}

interface Series {
  readonly head: string;
  readonly todo: readonly string[];
}

/** One commit after the other, until one of them needs somebody. */
async function play(
  repository: Repository,
  action: Replay,
  { head, todo }: Series,
  options: ReplayOptions,
  isSeries: boolean,
): Promise<number> {
  for (const [at, oid] of todo.entries()) {
    const done = await replay(repository, action, oid, options).catch((error: unknown) => cannot(error, action));
    if (done.type === "forwarded") {
      await pointHead(repository, done.oid, `${action}: fast-forward`);
      continue;
    }
    if (done.type === "committed") {
      await pointHead(repository, done.oid, `${action}: ${firstLine(done.message)}`);
      await report(repository, done.oid, done.message, { first: false, dated: true });
      continue;
    }
    if (done.type === "laid down") {
      if (action === "revert") await beginReplay(repository, { action, oid }, done.message);
      continue;
    }
    if (isSeries)
      await saveSequence(repository, action === "revert" ? "revert" : "pick", { head, todo: todo.slice(at), options });
    return stop(repository, action, oid, done);
  }
  await endSequence(repository);
  return 0;
}

function cannot(error: unknown, action: Replay): never {
  if (!(error instanceof GitFailure) || error.message.endsWith(`fatal: ${action} failed`)) throw error;
  throw new GitFailure(`${error.message}\nfatal: ${action} failed`, 128);
}

async function stop(
  repository: Repository,
  action: Replay,
  oid: string,
  done: Exclude<Replayed, { readonly type: "forwarded" }>,
): Promise<number> {
  if (done.type === "empty") {
    await beginReplay(repository, { action, oid }, done.message);
    await status.run(repository, []);
    repository.err(
      `The previous ${action} is now empty, possibly due to conflict resolution.\nIf you wish to commit it anyway, use:\n\n` +
        `    git commit --allow-empty\n\nOtherwise, please use 'git ${action} --skip'\n`,
    );
    return 1;
  }
  const files = done.type === "conflicts" ? done.files : [];
  await beginReplay(repository, { action, oid }, `${conflictMessage(done.message.trimEnd(), files)}\n`);
  const subject = firstLine((await readCommit(repository, oid)).message);
  repository.err(
    `error: could not ${action === "revert" ? "revert" : "apply"} ${short(oid)}... ${subject}\n` +
      'hint: After resolving the conflicts, mark them with\nhint: "git add/rm <pathspec>", then run\n' +
      `hint: "git ${action} --continue".\nhint: You can instead skip this commit with "git ${action} --skip".\n` +
      `hint: To abort and get back to the state before "git ${action}",\nhint: run "git ${action} --abort".\n`,
  );
  return 1;
}

const nothingBegun = (action: Replay): never => {
  throw new GitFailure(`error: no cherry-pick or revert in progress\nfatal: ${action} failed`);
};

/** What comes behind the commit that stopped it. */
async function playRest(repository: Repository, action: Replay, sequence: Sequence | undefined): Promise<number> {
  if (sequence === undefined) return play(repository, action, { head: "", todo: [] }, {}, false);
  const { head, todo, options } = sequence;
  return play(repository, action, { head, todo: todo.slice(1) }, options, true);
}

async function goOn(repository: Repository, action: Replay): Promise<number> {
  const sequence = await readSequence(repository);
  const stopped = await replayInProgress(repository);
  if (sequence === undefined && stopped === undefined) return nothingBegun(action);
  if (stopped !== undefined) {
    const code = await commit.run(repository, sequence?.options.edit === false ? ["--no-edit"] : []);
    if (code !== 0) return code ?? 0;
  }
  return playRest(repository, action, sequence);
}

async function skip(repository: Repository, action: Replay): Promise<number> {
  const sequence = await readSequence(repository);
  if (sequence === undefined && (await replayInProgress(repository)) === undefined) return nothingBegun(action);
  const head = await headOid(repository);
  if (head !== undefined) await resetMerge(repository, head);
  await endMerge(repository);
  return playRest(repository, action, sequence);
}

async function abort(repository: Repository, action: Replay): Promise<number> {
  const sequence = await readSequence(repository);
  if (sequence === undefined && (await replayInProgress(repository)) === undefined) return nothingBegun(action);
  const head = await headOid(repository);
  const to = sequence?.head ?? head;
  if (to === undefined) return fatal("cannot abort from a branch yet to be born");
  await resetMerge(repository, to, head);
  await pointHead(repository, to, `reset: moving to ${to}`);
  await quit(repository);
  return 0;
}

async function quit(repository: Repository): Promise<number> {
  await endMerge(repository);
  await endSequence(repository);
  return 0;
}
