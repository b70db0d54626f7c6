import { changesBetween } from "./changes";
import { layDown } from "./checkout";
import type { Repository } from "./context";
import { GitFailure } from "./failure";
import { setInIndex } from "./index-file";
import { ofCommit, ofIndex, ofWorkingTree, type FileState, type Snapshot } from "./snapshot";
import { unmergedFiles } from "./unmerged";

const same = (a: FileState | undefined, b: FileState | undefined): boolean => a?.oid === b?.oid && a?.mode === b?.mode;

/**
 * Takes index and working tree to a commit as `git reset --merge` does: what an operation has staged or left unmerged is
 * taken back, and what was edited since without being staged stays. Where both touch one file nothing is written.
 */
export async function resetMerge(repository: Repository, to: string, from?: string): Promise<void> {
  const target = await ofCommit(repository, to);
  const unmerged = await unmergedFiles(repository);
  const index = await ofIndex(repository);
  const staged = new Map([...index].filter(([file]) => !unmerged.has(file)));
  const before = from === undefined ? staged : await ofCommit(repository, from);
  const wanted = new Map<string, FileState | undefined>();
  for (const file of unmerged.keys()) wanted.set(file, target.get(file));
  for (const { path, after } of changesBetween(staged, target)) wanted.set(path, after);
  for (const { path, after } of changesBetween(before, target)) wanted.set(path, after);
  const inConflict = new Set(unmerged.keys());
  const checked = new Map([...wanted].filter(([file]) => !inConflict.has(file)));
  await refuseLosing(repository, checked, staged, to);
  for (const [file, state] of wanted) if (!state) await layDown(repository, file, state);
  for (const [file, state] of wanted) if (state) await layDown(repository, file, state);
  await setInIndex(repository, wanted);
}

const failedTo = (to: string): string => `fatal: Could not reset index file to revision '${to}'.`;

/** What lies in the working tree otherwise than it was staged would be lost. */
async function refuseLosing(
  repository: Repository,
  wanted: ReadonlyMap<string, FileState | undefined>,
  staged: Snapshot,
  to: string,
): Promise<void> {
  for (const [file, present] of await ofWorkingTree(repository, (one) => wanted.has(one))) {
    if (same(present, wanted.get(file)) || same(present, staged.get(file))) continue;
    const reason = staged.has(file)
      ? `Entry '${file}' not uptodate. Cannot merge.`
      : `Untracked working tree file '${file}' would be overwritten by merge.`;
    throw new GitFailure(`error: ${reason}\n${failedTo(to)}`);
  }
}
