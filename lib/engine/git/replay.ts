import type { CommitObject } from "isomorphic-git";
import type { Repository } from "./context";
import { changesBetween } from "./changes";
import { GitFailure } from "./failure";
import { mergeInto } from "./merge-into";
import type { Replay } from "./merge-state";
import { headOid } from "./repository";
import { firstLine, readCommit, short } from "./revision";
import { ofCommit } from "./snapshot";
import { writeRawCommit } from "./write-commit";
import { writeTreeOf } from "./write-tree";

export type Replayed =
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
  if (action === "revert") return revertMessage(oid, commit, options.mainline);
  return options.sayOrigin === true ? `${commit.message}\n(cherry picked from commit ${oid})\n` : commit.message;
}

function parentOf(action: Replay, oid: string, { parent }: CommitObject, mainline: number | undefined) {
  if (parent.length > 1 && mainline === undefined)
    throw new GitFailure(`error: commit ${oid} is a merge but no -m option was given.\nfatal: ${action} failed`);
  if (mainline !== undefined && parent.length <= 1)
    throw new GitFailure(`error: mainline was specified but commit ${oid} is not a merge.\nfatal: ${action} failed`);
  return parent[(mainline ?? 1) - 1];
}

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
  const [base, theirs] = action === "revert" ? [after, before] : [before, after];
  const named = subjectOf(oid, commit);
  const names = { ours: "HEAD", theirs: action === "revert" ? `parent of ${named}` : named };
  const message = messageOf(action, oid, commit, options);
  const merged = await mergeInto(repository, { base, ours, theirs }, names, {
    tells: options.quiet === true ? "conflicts" : "everything",
  });
  if (merged.unmerged.size > 0) return { type: "conflicts", files: [...merged.unmerged.keys()], message };
  if (options.noCommit === true) return { type: "laid down", message };
  const wasEmpty = changesBetween(before, after).length === 0;
  const isEmpty = changesBetween(ours, merged.files).length === 0;
  if (isEmpty && !(options.keepEmpty === true && wasEmpty)) return { type: "empty", message };
  const made = await writeRawCommit(repository, {
    tree: await writeTreeOf(repository, merged.files),
    parent: head === undefined ? [] : [head],
    message,
    ...(action === "cherry-pick" && { author: commit.author }),
  });
  return { type: "committed", oid: made, message };
}
