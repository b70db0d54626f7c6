import type { CommitObject } from "isomorphic-git";
import type { Repository } from "./context";
import { changesBetween } from "./changes";
import { GitFailure } from "./failure";
import { mergeInto } from "./merge-into";
import { moveTo } from "./checkout";
import { writeMessage } from "./commit-message";
import { beginReplay, endMerge, type Replay } from "./merge-state";
import { headOid, personOf, type Person } from "./repository";
import { signedOff, withTrailer } from "./trailers";
import { firstLine, readCommit, short } from "./revision";
import { ofCommit, type Snapshot } from "./snapshot";
import { writeRawCommit } from "./write-commit";
import { writeTreeOf } from "./write-tree";

export type Replayed =
  /** It stands on what was checked out already. */
  | { readonly type: "forwarded"; readonly oid: string }
  | { readonly type: "committed"; readonly oid: string; readonly message: string }
  | { readonly type: "empty"; readonly message: string }
  | { readonly type: "conflicts"; readonly files: readonly string[]; readonly message: string }
  /** As asked for: it is in the index and the working tree alone. */
  | { readonly type: "laid down"; readonly message: string };

export interface ReplayOptions {
  /** Of a merge, the parent that counts; from 1. */
  readonly mainline?: number;
  readonly noCommit?: boolean;
  /** `-x`: says in the message where the commit came from. */
  readonly sayOrigin?: boolean;
  /** A commit that does nothing is made all the same when it did nothing to begin with. */
  readonly keepEmpty?: boolean;
  readonly signOff?: boolean;
  /** The message goes through an editor before the commit is made. */
  readonly edit?: boolean;
  /** A commit that stands on what is checked out is taken as it is. */
  readonly fastForward?: boolean;
  readonly favour?: "ours" | "theirs" | undefined;
  /** In place of the commit's own. */
  readonly message?: string;
  /** Says nothing of what went well. */
  readonly quiet?: boolean;
}

export const subjectOf = (oid: string, commit: CommitObject): string => `${short(oid)} (${firstLine(commit.message)})`;

function revertMessage(oid: string, commit: CommitObject, mainline: number | undefined): string {
  const subject = firstLine(commit.message);
  const again = /^Revert "(Revert ".*)"$/u.exec(subject);
  const title = again ? `Reapply "${again[1]?.slice('Revert "'.length)}` : `Revert "${subject}"`;
  const parent = mainline === undefined ? undefined : commit.parent[mainline - 1];
  return `${title}\n\nThis reverts commit ${oid}${parent === undefined ? "" : `, reversing\nchanges made to ${parent}`}.\n`;
}

function messageOf(action: Replay, oid: string, commit: CommitObject, options: ReplayOptions): string {
  const own = options.message ?? (action === "revert" ? revertMessage(oid, commit, options.mainline) : commit.message);
  return options.sayOrigin === true ? withTrailer(own, `(cherry picked from commit ${oid})`) : own;
}

function parentOf(action: Replay, oid: string, { parent }: CommitObject, mainline: number | undefined) {
  if (parent.length > 1 && mainline === undefined)
    throw new GitFailure(`error: commit ${oid} is a merge but no -m option was given.\nfatal: ${action} failed`);
  if (mainline !== undefined && parent.length <= 1)
    throw new GitFailure(`error: mainline was specified but commit ${oid} is not a merge.\nfatal: ${action} failed`);
  return parent[(mainline ?? 1) - 1];
}

const canForward = (action: Replay, parent: string | undefined, head: string | undefined, options: ReplayOptions) =>
  options.fastForward === true && action === "cherry-pick" && parent === head;

/** Puts what a commit did on top of what is checked out, or takes it back. */
export async function replay(
  repository: Repository,
  action: Replay,
  oid: string,
  options: ReplayOptions = {},
): Promise<Replayed> {
  const commit = await readCommit(repository, oid);
  const parent = parentOf(action, oid, commit, options.mainline);
  const before = await ofCommit(repository, parent);
  const after = await ofCommit(repository, oid);
  const head = await headOid(repository);
  const ours = await ofCommit(repository, head);
  const [base, theirs, title] = action === "revert" ? [after, before, "parent of "] : [before, after, ""];
  const names = { ours: "HEAD", theirs: title + subjectOf(oid, commit), favour: options.favour };
  if (canForward(action, parent, head, options)) {
    await moveTo(repository, head, oid);
    return { type: "forwarded", oid };
  }
  const message = await signedMessage(repository, messageOf(action, oid, commit, options), options);
  const merged = await mergeInto(repository, { base, ours, theirs }, names, {
    tells: options.quiet === true ? "conflicts" : "everything",
  });
  if (merged.unmerged.size > 0) return { type: "conflicts", files: [...merged.unmerged.keys()], message };
  if (options.noCommit === true) return { type: "laid down", message };
  const wasEmpty = changesBetween(before, after).length === 0;
  if (changesBetween(ours, merged.files).length === 0 && !(options.keepEmpty === true && wasEmpty))
    return { type: "empty", message };
  const text = options.edit === true ? await editMessage(repository, action, oid, message) : message;
  const made = await write(repository, { files: merged.files, head, text, author: commit.author, action });
  return { type: "committed", oid: made, message: text };
}

interface Writing {
  readonly files: Snapshot;
  readonly head: string | undefined;
  readonly text: string;
  readonly author: Person;
  readonly action: Replay;
}

/** A commit that is put on keeps its author; one that is taken back is whoever's who does it. */
const write = async (repository: Repository, { files, head, text, author, action }: Writing): Promise<string> =>
  writeRawCommit(repository, {
    tree: await writeTreeOf(repository, files),
    parent: head === undefined ? [] : [head],
    message: text,
    ...(action === "cherry-pick" && { author }),
  });

const signedMessage = async (repository: Repository, message: string, { signOff }: ReplayOptions): Promise<string> =>
  signOff === true ? signedOff(message, await personOf(repository, "COMMITTER")) : message;

/** Where the editor fails the commit waits to be made, as after a conflict. */
async function editMessage(repository: Repository, action: Replay, oid: string, message: string): Promise<string> {
  await beginReplay(repository, { action, oid }, message);
  const written = await writeMessage(repository, { message, status: "", about: "" });
  await endMerge(repository);
  return written;
}
