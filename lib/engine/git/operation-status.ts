import { readAm, readAmFile } from "./am-state";
import { readBisection } from "./bisect-state";
import type { Repository } from "./context";
import { mergeInProgress, replayInProgress, type Replay } from "./merge-state";
import { readRebase, type RebaseState } from "./rebase-state";
import { currentBranch } from "./repository";
import { shownSteps, type Step } from "./rebase-todo";
import { short } from "./revision";
import { readSequence } from "./sequence";

/** What `git status` says of an operation that waits for somebody. */
export interface OperationStatus {
  /** In place of the branch's line. */
  readonly title?: string;
  readonly text: string;
  /** Whether what is staged may be unstaged; while two sides are joined git doesn't offer it. */
  readonly offersUnstaging: boolean;
}

export async function operationStatus(repository: Repository, unresolved: boolean): Promise<OperationStatus> {
  if ((await mergeInProgress(repository)) !== undefined) return { text: merging(unresolved), offersUnstaging: false };
  if ((await readAm(repository)) !== undefined) return { text: await applying(repository), offersUnstaging: true };
  const rebase = await readRebase(repository);
  if (rebase !== undefined) return rebasing(repository, rebase, unresolved);
  const replaying = await replayInProgress(repository);
  const sequence = await readSequence(repository);
  if (replaying === undefined && sequence === undefined)
    return { text: await bisecting(repository), offersUnstaging: true };
  const action = replaying?.action ?? "cherry-pick";
  const oid = sequence === undefined ? replaying?.oid : undefined;
  return {
    text: replayingText(action, oid, unresolved),
    offersUnstaging: action === "revert" || replaying === undefined,
  };
}

async function applying(repository: Repository): Promise<string> {
  const isEmpty = (await readAmFile(repository, "patch")) === "";
  return (
    "You are in the middle of an am session.\n" +
    (isEmpty ? "The current patch is empty.\n" : '  (fix conflicts and then run "git am --continue")\n') +
    '  (use "git am --skip" to skip this patch)\n' +
    (isEmpty ? '  (use "git am --allow-empty" to record this patch as an empty commit)\n' : "") +
    '  (use "git am --abort" to restore the original branch)\n\n'
  );
}

async function bisecting(repository: Repository): Promise<string> {
  const found = await readBisection(repository);
  if (found === undefined) return "";
  const from = /^[0-9a-f]{40}$/u.test(found.start) ? short(found.start) : `branch '${found.start}'`;
  return `You are currently bisecting, started from ${from}.\n  (use "git bisect reset" to get back to the original branch)\n\n`;
}

const merging = (unresolved: boolean): string =>
  unresolved
    ? 'You have unmerged paths.\n  (fix conflicts and run "git commit")\n  (use "git merge --abort" to abort the merge)\n\n'
    : 'All conflicts fixed but you are still merging.\n  (use "git commit" to conclude merge)\n\n';

function replayingText(action: Replay, oid: string | undefined, unresolved: boolean): string {
  const doing = action === "revert" ? "reverting" : "cherry-picking";
  const name = action === "revert" ? "Revert" : "Cherry-pick";
  const goOn =
    oid === undefined
      ? `run "git ${action} --continue" to continue`
      : `all conflicts fixed: run "git ${action} --continue"`;
  return (
    (oid === undefined ? `${name} currently in progress.\n` : `You are currently ${doing} commit ${short(oid)}.\n`) +
    `  (${unresolved ? `fix conflicts and run "git ${action} --continue"` : goOn})\n` +
    `  (use "git ${action} --skip" to skip this patch)\n` +
    `  (use "git ${action} --abort" to cancel the ${action} operation)\n\n`
  );
}

const shownCommands = 2;

const listed = (steps: readonly Step[]): string => shownSteps(steps).replace(/^(?=.)/gmu, "   ");

const commands = (count: number): string => `${count} command${count === 1 ? "" : "s"}`;

async function rebasing(
  repository: Repository,
  { headName, onto, done, todo, amend }: RebaseState,
  unresolved: boolean,
): Promise<OperationStatus> {
  const last = listed(done.slice(-shownCommands));
  const next = listed(todo.slice(0, shownCommands));
  const isDetached = (await currentBranch(repository)) === undefined && !headName.startsWith("refs/");
  const branch = isDetached ? "" : ` branch '${headName.replace("refs/heads/", "")}' on '${short(onto)}'`;
  const doneTitle = `Last command${done.length === 1 ? "" : "s"} done (${commands(done.length)} done):\n`;
  const all = done.length > shownCommands ? "  (see more in file .git/rebase-merge/done)\n" : "";
  const nextTitle = `Next command${todo.length === 1 ? "" : "s"} to do (${commands(todo.length).replace(" ", " remaining ")}):\n`;
  const rest =
    todo.length === 0
      ? "No commands remaining.\n"
      : `${nextTitle}${next}  (use "git rebase --edit-todo" to view and edit)\n`;
  if (!unresolved && amend !== undefined)
    return {
      title: `interactive rebase in progress; onto ${short(onto)}\n`,
      text:
        `${doneTitle}${last}${all}${rest}You are currently editing a commit while rebasing${branch}.\n` +
        '  (use "git commit --amend" to amend the current commit)\n' +
        '  (use "git rebase --continue" once you are satisfied with your changes)\n\n',
      offersUnstaging: true,
    };
  const ways = unresolved
    ? '  (fix conflicts and then run "git rebase --continue")\n  (use "git rebase --skip" to skip this patch)\n' +
      '  (use "git rebase --abort" to check out the original branch)\n'
    : '  (all conflicts fixed: run "git rebase --continue")\n';
  return {
    title: `interactive rebase in progress; onto ${short(onto)}\n`,
    text: `${doneTitle}${last}${all}${rest}You are currently rebasing${branch}.\n${ways}\n`,
    offersUnstaging: true,
  };
}
