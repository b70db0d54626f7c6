import type { SharedFile, SharedMoment } from "./shared-project";

/** Files by their path; what didn't change from one moment to the next is the same object. */
export type FileSet = ReadonlyMap<string, SharedFile>;

/** The files at each checkpoint, found by going back from what they are now. */
export function filesAtMoments(now: FileSet, history: readonly SharedMoment[]): ReadonlyMap<string, FileSet> {
  const sets: [string, FileSet][] = [];
  let later = now;
  for (const { checkpoint, files } of history.toReversed()) {
    if (files.length > 0) {
      const next = new Map(later);
      for (const { path, mode, content } of files) {
        if (content === undefined) next.delete(path);
        else next.set(path, { path, mode, content });
      }
      later = next;
    }
    sets.push([checkpoint, later]);
  }
  return new Map(sets.toReversed());
}
