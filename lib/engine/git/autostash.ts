import type { Repository } from "./context";
import { addStash } from "./stashes";

/** What bringing back and setting aside need; the stash command has both. */
export interface StashDoors {
  readonly setAside: (repository: Repository) => Promise<string | undefined>;
  readonly bringBack: (repository: Repository, oid: string) => Promise<boolean>;
}

/** Brings back what an operation has set aside before it began; what doesn't fit any more goes onto the list of stashes. */
export async function applyAutostash(
  repository: Repository,
  oid: string | undefined,
  doors: StashDoors,
): Promise<void> {
  if (oid === undefined) return;
  if (await doors.bringBack(repository, oid)) {
    repository.err("Applied autostash.\n");
    return;
  }
  await addStash(repository, { oid, message: "autostash" });
  repository.err(
    "Applying autostash resulted in conflicts.\nYour changes are safe in the stash.\n" +
      'You can run "git stash pop" or "git stash drop" at any time.\n',
  );
}
