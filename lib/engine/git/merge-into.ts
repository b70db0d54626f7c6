import { changesBetween } from "./changes";
import { layDown, moveToSnapshot, setIndex } from "./checkout";
import type { Repository } from "./context";
import { GitFailure } from "./failure";
import { mergeTrees, type MergedTrees } from "./merge-trees";
import type { MergeNames } from "./merge-lines";
import { ofIndex, type Snapshot } from "./snapshot";
import { markUnmerged, unmergedFiles } from "./unmerged";

/**
 * Merges `theirs` into the working tree and index, which are at `ours`. What would be lost stops it before anything is
 * written. Answers what is left to be resolved.
 */
export async function mergeInto(
  repository: Repository,
  trees: { readonly base: Snapshot; readonly ours: Snapshot; readonly theirs: Snapshot },
  names: MergeNames,
  { tells = "everything" }: { readonly tells?: "everything" | "conflicts" } = {},
): Promise<MergedTrees> {
  const merged = await mergeTrees(repository, trees, names);
  await moveToSnapshot(repository, trees.ours, merged.files, { doing: "merge" });
  await markUnmerged(repository, merged.unmerged);
  if (tells === "everything" || merged.unmerged.size > 0)
    for (const message of merged.messages) repository.out(`${message}\n`);
  return merged;
}

/** Nothing that ends in a commit may begin while files are unmerged. */
export async function refuseUnmerged(repository: Repository, doing: string): Promise<void> {
  const files = await unmergedFiles(repository);
  if (files.size === 0) return;
  if (doing === "Committing") for (const file of files.keys()) repository.out(`U\t${file}\n`);
  throw new GitFailure(
    `error: ${doing} is not possible because you have unmerged files.\n` +
      "hint: Fix them up in the work tree, and then use 'git add/rm <file>'\n" +
      "hint: as appropriate to mark resolution and make a commit.\n" +
      "fatal: Exiting because of an unresolved conflict.",
  );
}

/** Takes back what an unfinished merge did to the files that it touched. */
export async function undoMerge(repository: Repository, head: Snapshot): Promise<void> {
  const touched = new Set((await unmergedFiles(repository)).keys());
  for (const { path } of changesBetween(head, await ofIndex(repository))) touched.add(path);
  for (const file of touched) {
    await setIndex(repository, file, head.get(file));
    await layDown(repository, file, head.get(file));
  }
}
