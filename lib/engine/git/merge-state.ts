import type { Repository } from "./context";

const file = (repository: Repository, name: string): string => `${repository.gitdir}/${name}`;

/** The commit that is being merged, between a merge with conflicts and its commit. */
export async function mergeInProgress(repository: Repository): Promise<string | undefined> {
  const text = await repository.fs.promises.readFile(file(repository, "MERGE_HEAD"), "utf8").catch(() => undefined);
  return text === undefined ? undefined : text.trim();
}

export async function beginMerge(repository: Repository, oid: string, message: string, mode = ""): Promise<void> {
  await repository.fs.promises.writeFile(file(repository, "MERGE_HEAD"), `${oid}\n`);
  await repository.fs.promises.writeFile(file(repository, "MERGE_MSG"), `${message}\n`);
  await repository.fs.promises.writeFile(file(repository, "MERGE_MODE"), mode);
}

export async function mergeMessage(repository: Repository): Promise<string | undefined> {
  const text = await repository.fs.promises.readFile(file(repository, "MERGE_MSG"), "utf8").catch(() => undefined);
  return text === undefined ? undefined : text;
}

export async function endMerge(repository: Repository): Promise<void> {
  for (const name of ["MERGE_HEAD", "MERGE_MSG", "MERGE_MODE", "SQUASH_MSG", ...Object.values(heads)])
    await repository.fs.promises.unlink(file(repository, name)).catch(() => undefined);
}

const heads = { "cherry-pick": "CHERRY_PICK_HEAD", revert: "REVERT_HEAD" } as const;

export type Replay = keyof typeof heads;

export interface Replaying {
  readonly action: Replay;
  readonly oid: string;
}

/** The commit that is being put on, or taken back, between its conflicts and its commit. */
export async function replayInProgress(repository: Repository): Promise<Replaying | undefined> {
  for (const action of ["cherry-pick", "revert"] as const) {
    const text = await repository.fs.promises.readFile(file(repository, heads[action]), "utf8").catch(() => undefined);
    if (text !== undefined) return { action, oid: text.trim() };
  }
  return undefined;
}

export async function beginReplay(repository: Repository, { action, oid }: Replaying, message: string): Promise<void> {
  await repository.fs.promises.writeFile(file(repository, heads[action]), `${oid}\n`);
  await repository.fs.promises.writeFile(file(repository, "MERGE_MSG"), message);
}
