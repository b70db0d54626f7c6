import git from "isomorphic-git";
import { applyAutostash } from "../autostash";
import { moveTo } from "../checkout";
import { writeMessage } from "../commit-message";
import type { Repository } from "../context";
import { GitFailure } from "../failure";
import { beginReplay } from "../merge-state";
import { logMove } from "../reflog";
import { forgetMessages, meldMessages } from "../rebase-message";
import { endRebase, saveRebase, type RebaseState } from "../rebase-state";
import type { Step } from "../rebase-todo";
import { replay, subjectOf } from "../replay";
import { headOid } from "../repository";
import { firstLine, readCommit, short } from "../revision";
import { writeRawCommit } from "../write-commit";
import { report } from "./commit";
import { conflictMessage } from "./merge";
import { stashDoors } from "./stash";
import { switchHead } from "./point";
import { draftStatus } from "./status-long";

type Outcome = "done" | "stopped";

/** Does one step after the other, until one of them needs somebody. */
export async function playSteps(repository: Repository, from: RebaseState): Promise<number> {
  const all = from.done.length + from.todo.length;
  let state: RebaseState = { ...from, amend: undefined };
  for (const step of from.todo) {
    state = { ...state, done: [...state.done, step], todo: state.todo.slice(1) };
    await saveRebase(repository, state);
    repository.err(`Rebasing (${state.done.length}/${all})\r`);
    if ((await doStep(repository, step, state)) === "stopped")
      return step.command === "edit" || step.command === "break" ? 0 : 1;
  }
  return finish(repository, state);
}

async function doStep(repository: Repository, step: Step, state: RebaseState): Promise<Outcome> {
  if (step.command === "drop") return "done";
  if (step.command === "break") {
    const head = (await headOid(repository)) ?? "";
    repository.err(`\r\u001B[KStopped at ${subjectOf(head, await readCommit(repository, head))}\n`);
    return "stopped";
  }
  if (step.command === "exec") return execute(repository, step.text);
  if (step.command === "squash" || step.command === "fixup") return meld(repository, step, state);
  return put(repository, step, state);
}

async function execute(repository: Repository, command: string): Promise<Outcome> {
  repository.err(`\r\u001B[KExecuting: ${command}\n`);
  if (!repository.edit) throw new GitFailure("error: cannot run programs here", 1);
  const code = await repository.edit(`${command} #`, "");
  if (code === 0) return "done";
  repository.err(
    `warning: execution failed: ${command}\nYou can fix the problem, and then run\n\n  git rebase --continue\n\n\n`,
  );
  return "stopped";
}

/** Puts a commit on; what is already there is left out. */
async function put(repository: Repository, step: Step, state: RebaseState): Promise<Outcome> {
  const { oid, command } = step;
  const before = await headOid(repository);
  const asked = { keepEmpty: true, quiet: true, signOff: state.signOff, favour: state.favour } as const;
  const forwards = state.signOff !== true;
  const done = await replay(repository, "cherry-pick", oid, {
    ...asked,
    signOff: state.signOff === true,
    fastForward: forwards,
  });
  const original = await readCommit(repository, oid);
  const subject = `${short(oid)}... ${firstLine(original.message)}`;
  if (done.type === "conflicts") return stop(repository, oid, subject, done);
  if (done.type === "empty") {
    repository.err(`dropping ${oid} ${firstLine(done.message)} -- patch contents already upstream\n`);
    return "done";
  }
  if (done.type === "laid down") return "done";
  await movedOn(repository, before, done.oid, `rebase (${command}): ${firstLine(original.message)}`);
  if (command === "reword") {
    const made = await readCommit(repository, done.oid);
    const message = await writeMessage(repository, {
      message: made.message,
      status: await draftStatus(repository),
      about: "",
    });
    const worded = await writeRawCommit(repository, {
      tree: made.tree,
      parent: made.parent,
      message,
      author: made.author,
    });
    await movedOn(repository, done.oid, worded, `rebase (reword): ${firstLine(message)}`);
    await report(repository, worded, message, { first: false, dated: true });
  }
  if (command !== "edit") return "done";
  await saveRebase(repository, { ...state, amend: done.oid });
  repository.err(
    `\r\u001B[KStopped at ${short(oid)}...  ${step.text}\nYou can amend the commit now, with\n\n  git commit --amend \n\n` +
      "Once you are satisfied with your changes, run\n\n  git rebase --continue\n",
  );
  return "stopped";
}

async function movedOn(repository: Repository, before: string | undefined, oid: string, why: string): Promise<void> {
  await git.writeRef({ ...repository, ref: "HEAD", value: oid, force: true });
  await logMove(repository, "HEAD", { before, oid, message: why });
}

/** Joins a commit to the one before it; the message is asked for behind the last of a row. */
async function meld(repository: Repository, { oid, command }: Step, state: RebaseState): Promise<Outcome> {
  const head = (await headOid(repository)) ?? "";
  const into = await readCommit(repository, head);
  const commit = await readCommit(repository, oid);
  const text = await meldMessages(repository, {
    first: into.message,
    next: commit.message,
    keep: command === "squash",
  });
  const done = await replay(repository, "cherry-pick", oid, {
    noCommit: false,
    quiet: true,
    keepEmpty: true,
    favour: state.favour,
  });
  const subject = `${short(oid)}... ${firstLine(commit.message)}`;
  if (done.type === "conflicts") return stop(repository, oid, subject, done);
  const made = done.type === "committed" ? await readCommit(repository, done.oid) : into;
  const goesOn = ["squash", "fixup"].includes(state.todo[0]?.command ?? "");
  const asks = !goesOn && /^# This is the commit message #/mu.test(text);
  const plain = into.message;
  const message = asks
    ? await writeMessage(repository, { message: text, status: await draftStatus(repository), about: "" })
    : plain;
  if (!goesOn) await forgetMessages(repository);
  const melded = await writeRawCommit(repository, {
    tree: made.tree,
    parent: into.parent,
    message,
    author: into.author,
  });
  await movedOn(repository, head, melded, `rebase (${command}): ${firstLine(message)}`);
  if (asks) await report(repository, melded, message, { first: false, dated: true });
  return "done";
}

async function stop(
  repository: Repository,
  oid: string,
  subject: string,
  { message, files }: { readonly message: string; readonly files: readonly string[] },
): Promise<Outcome> {
  await beginReplay(repository, { action: "cherry-pick", oid }, `${conflictMessage(message.trimEnd(), files)}\n`);
  repository.err(
    `error: could not apply ${subject}\nhint: Resolve all conflicts manually, mark them as resolved with\n` +
      'hint: "git add/rm <conflicted_files>", then run "git rebase --continue".\n' +
      'hint: You can instead skip this commit: run "git rebase --skip".\n' +
      'hint: To abort and get back to the state before "git rebase", run "git rebase --abort".\n' +
      `Could not apply ${subject}\n`,
  );
  return "stopped";
}

async function finish(repository: Repository, { headName, onto, origHead, autostash }: RebaseState): Promise<number> {
  const head = await headOid(repository);
  if (headName.startsWith("refs/") && head !== undefined) {
    await git.writeRef({ ...repository, ref: headName, value: head, force: true });
    await logMove(repository, headName, {
      before: origHead,
      oid: head,
      message: `rebase (finish): ${headName} onto ${onto}`,
    });
    await switchHead(repository, { ref: headName, oid: head }, `rebase (finish): returning to ${headName}`);
  }
  await endRebase(repository);
  await applyAutostash(repository, autostash, stashDoors);
  repository.err(`\r\u001B[KSuccessfully rebased and updated ${headName}.\n`);
  return 0;
}

export async function giveUp(repository: Repository, { headName, origHead, autostash }: RebaseState): Promise<void> {
  await moveTo(repository, await headOid(repository), origHead, { force: true });
  const branch = headName.startsWith("refs/");
  const why = `rebase (abort): ${branch ? `returning to ${headName}` : `updating HEAD`}`;
  await switchHead(repository, { ref: branch ? headName : origHead, oid: origHead }, why);
  await endRebase(repository);
  await applyAutostash(repository, autostash, stashDoors);
}
