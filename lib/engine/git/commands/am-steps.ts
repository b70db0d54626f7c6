import {
  nextMail,
  readAmCommit,
  readAmFile,
  saveAmCommit,
  writeAmFile,
  endAm,
  mailName,
  type AmCommit,
  type AmState,
} from "../am-state";
import { changesBetween } from "../changes";
import { cleaned } from "../commit-message";
import type { Repository } from "../context";
import { fatal, GitFailure } from "../failure";
import { readMail } from "../mail-info";
import { config, headOid, personOf, readDate, type Person } from "../repository";
import { resetMerge } from "../reset-merge";
import { firstLine } from "../revision";
import { ofCommit, ofIndex } from "../snapshot";
import { signedOff } from "../trailers";
import { unmergedFiles } from "../unmerged";
import { writeRawCommit } from "../write-commit";
import { writeTreeOf } from "../write-tree";
import { applyMail, applyThreeWay } from "./am-apply";
import { pointHead } from "./point";

export interface AmRun {
  readonly state: AmState;
  /** What becomes of a mail without a patch. */
  readonly empty: "stop" | "drop" | "keep";
  readonly allowsEmpty: boolean;
  readonly dates: { readonly committerAsAuthor: boolean; readonly ignoresAuthor: boolean };
}

const say = ({ out }: Repository, { state: { form } }: AmRun, text: string): void => {
  if (!form.quiet) out(`${text}\n`);
};

const stagedPaths = async (repository: Repository): Promise<readonly string[]> => {
  const unmerged = [...(await unmergedFiles(repository)).keys()];
  const head = await ofCommit(repository, await headOid(repository));
  return [
    ...new Set([...unmerged, ...changesBetween(head, await ofIndex(repository)).map(({ path }) => path)]),
  ].toSorted();
};

/** Says what somebody can do now, and ends. */
async function stop(repository: Repository): Promise<never> {
  const isEmpty =
    ((await readAmFile(repository, "patch")) ?? "") === "" && (await stagedPaths(repository)).length === 0;
  repository.out(
    'When you have resolved this problem, run "git am --continue".\n' +
      'If you prefer to skip this patch, run "git am --skip" instead.\n' +
      (isEmpty ? 'To record the empty patch as an empty commit, run "git am --allow-empty".\n' : "") +
      'To restore the original branch and stop patching, run "git am --abort".\n',
  );
  throw new GitFailure("", 128);
}

/** Goes through what is left; `resumes`: the mail at hand has been read already. */
export async function runMails(repository: Repository, run: AmRun, resumes: boolean): Promise<number> {
  const { last } = run.state;
  const dirty = await stagedPaths(repository);
  if (dirty.length > 0) {
    await writeAmFile(repository, "dirtyindex", "t\n");
    return fatal(`Dirty index: cannot apply patches (dirty: ${dirty.join(" ")})`);
  }
  await repository.fs.promises.rm(`${repository.gitdir}/rebase-apply/dirtyindex`, { force: true });
  let isRead = resumes;
  for (let number = run.state.next; number <= last; number++) {
    const commit = isRead ? await readAmCommit(repository) : await takeMail(repository, run, number);
    isRead = false;
    if (commit && (await applyOne(repository, run, commit, number))) await makeCommit(repository, run, commit);
    await nextMail(repository, number, await headOid(repository));
  }
  await endAm(repository);
  return 0;
}

/** Reads a mail and writes down what it is to become. */
async function takeMail(
  repository: Repository,
  { state: { form } }: AmRun,
  number: number,
): Promise<AmCommit | undefined> {
  const mail = await readAmFile(repository, mailName(number));
  if (mail === undefined) return undefined;
  const scissors = form.scissors ?? (await config(repository, "mailinfo.scissors")) === "true";
  const info = readMail(mail, { keeps: form.keeps, messageId: form.messageId, scissors });
  const text = cleaned(`${info.subject}\n\n${info.body}`, "whitespace");
  const message = form.signOff ? signedOff(text, await personOf(repository, "COMMITTER")) : text;
  const facts = `Author: ${info.name}\nEmail: ${info.email}\nSubject: ${info.subject}\nDate: ${info.date}\n\n`;
  await writeAmFile(repository, "info", facts);
  await writeAmFile(repository, "msg", info.body);
  await writeAmFile(repository, "patch", Buffer.from(info.patch, "latin1"));
  const commit = { name: info.name, email: info.email, date: info.date, message };
  await saveAmCommit(repository, commit);
  return commit;
}

/** Puts a mail's patch in; answers whether a commit is to be made of it. */
async function applyOne(repository: Repository, run: AmRun, { message }: AmCommit, number: number): Promise<boolean> {
  const { form } = run.state;
  const subject = firstLine(message);
  const text = (await readAmFile(repository, "patch")) ?? "";
  if (text === "") return takeEmpty(repository, run, subject);
  say(repository, run, `Applying: ${subject}`);
  const patch = { text, subject, options: form.applyOptions, quiet: form.quiet };
  if (await applyMail(repository, patch, form.threeway)) return true;
  if (form.threeway && (await applyThreeWay(repository, patch))) {
    if ((await stagedPaths(repository)).length > 0) return true;
    say(repository, run, "No changes -- Patch already applied.");
    return false;
  }
  repository.out(`Patch failed at ${mailName(number)} ${subject}\n`);
  if ((await config(repository, "advice.amworkdir")) !== "false")
    repository.err("hint: Use 'git am --show-current-patch=diff' to see the failed patch\n");
  return stop(repository);
}

async function takeEmpty(repository: Repository, run: AmRun, subject: string): Promise<boolean> {
  if (run.empty === "drop") {
    say(repository, run, `Skipping: ${subject}`);
    return false;
  }
  if (run.empty === "keep") {
    say(repository, run, `Creating an empty commit: ${subject}`);
    return true;
  }
  repository.out("Patch is empty.\n");
  return stop(repository);
}

async function makeCommit(repository: Repository, { dates }: AmRun, commit: AmCommit): Promise<void> {
  const head = await headOid(repository);
  const committer = await personOf(repository, "COMMITTER");
  const written = readDate(commit.date === "" || dates.ignoresAuthor ? undefined : commit.date);
  const author: Person = { name: commit.name, email: commit.email, ...written };
  const oid = await writeRawCommit(repository, {
    tree: await writeTreeOf(repository, await ofIndex(repository)),
    parent: head === undefined ? [] : [head],
    message: commit.message,
    author,
    ...(dates.committerAsAuthor && { committer: { ...committer, ...written } }),
  });
  await pointHead(repository, oid, `am: ${firstLine(commit.message)}`);
}

/** Makes the commit of what somebody has resolved, and goes on. */
export async function resolveMail(repository: Repository, run: AmRun): Promise<number> {
  const commit =
    (await readAmCommit(repository)) ?? fatal("cannot resume: .git/rebase-apply/final-commit does not exist.");
  say(repository, run, `Applying: ${firstLine(commit.message)}`);
  if ((await stagedPaths(repository)).length === 0) {
    const isEmpty = ((await readAmFile(repository, "patch")) ?? "") === "";
    if (!run.allowsEmpty || !isEmpty) {
      repository.out(
        "No changes - did you forget to use 'git add'?\n" +
          "If there is nothing left to stage, chances are that something else\n" +
          "already introduced the same changes; you might want to skip this patch.\n",
      );
      return stop(repository);
    }
    repository.out("No changes - recorded it as an empty commit.\n");
  }
  if ((await unmergedFiles(repository)).size > 0) {
    repository.out(
      "You still have unmerged paths in your index.\n" +
        "You should 'git add' each file with resolved conflicts to mark them as such.\n" +
        'You might run `git rm` on a file to accept "deleted by them" for it.\n',
    );
    return stop(repository);
  }
  await makeCommit(repository, run, commit);
  return goOn(repository, run);
}

/** Leaves the mail at hand out, with what it has left behind. */
export async function skipMail(repository: Repository, run: AmRun): Promise<number> {
  const head = await headOid(repository);
  if (head !== undefined) await resetMerge(repository, head);
  return goOn(repository, run);
}

async function goOn(repository: Repository, run: AmRun): Promise<number> {
  const { next } = run.state;
  await nextMail(repository, next, await headOid(repository));
  return runMails(repository, { ...run, state: { ...run.state, next: next + 1 } }, false);
}
