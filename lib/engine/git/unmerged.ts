import type { Repository } from "./context";
import { entryOf, readEntries, writeEntries } from "./index-file";
import type { FileState } from "./snapshot";

/** A file on which the sides of a merge disagree, as each of them has it. */
export interface Unmerged {
  readonly base?: FileState | undefined;
  readonly ours?: FileState | undefined;
  readonly theirs?: FileState | undefined;
}

const stages = ["base", "ours", "theirs"] as const;
/** The files that still wait for someone to say what they are to be. */
export async function unmergedFiles(repository: Repository): Promise<ReadonlyMap<string, Unmerged>> {
  const found = new Map<string, Unmerged>();
  for (const { path: file, stage, oid, mode } of await readEntries(repository)) {
    const name = stages[stage - 1];
    if (name !== undefined) found.set(file, { ...found.get(file), [name]: { oid, mode } });
  }
  return found;
}

/** Puts the sides of each file into the index, in place of what stood there. */
export async function markUnmerged(repository: Repository, files: ReadonlyMap<string, Unmerged>): Promise<void> {
  if (files.size === 0) return;
  const kept = (await readEntries(repository)).filter((entry) => !files.has(entry.path));
  const added = [...files].flatMap(([file, sides]) =>
    stages.flatMap((name, at) => {
      const state = sides[name];
      return state ? [entryOf(file, at + 1, state)] : [];
    }),
  );
  await writeEntries(repository, [...kept, ...added]);
}
