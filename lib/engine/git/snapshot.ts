import git, { STAGE, TREE, WORKDIR, type Walker, type WalkerEntry } from "isomorphic-git";
import type { Repository } from "./context";

/** One file of a commit, of the index or of the working tree. */
export interface FileState {
  readonly oid: string;
  readonly mode: number;
}

/** Files by path. */
export type Snapshot = ReadonlyMap<string, FileState>;

export const ofCommit = (repository: Repository, ref: string | undefined): Promise<Snapshot> =>
  ref === undefined ? Promise.resolve(new Map()) : read(repository, TREE({ ref }));

export const ofIndex = (repository: Repository): Promise<Snapshot> => read(repository, STAGE());

/** Only the files that `wanted` takes; git reads the others' content for nothing. */
export function ofWorkingTree(repository: Repository, wanted: (file: string) => boolean): Promise<Snapshot> {
  return read(repository, WORKDIR(), wanted);
}

async function read(
  repository: Repository,
  walker: Walker,
  wanted: (file: string) => boolean = () => true,
): Promise<Snapshot> {
  const files = new Map<string, FileState>();
  await git.walk({
    ...repository,
    trees: [walker],
    async map(file, entries) {
      const [entry] = entries as [WalkerEntry | null];
      if (!entry) return null;
      const type = await entry.type();
      if (type === "tree") return file === "." || mayHold(file, wanted) ? undefined : null;
      if (file === "." || !wanted(file)) return undefined;
      const oid = await entry.oid();
      if (oid !== undefined) files.set(file, { oid, mode: fileMode(await entry.mode()) });
      return undefined;
    },
  });
  return new Map([...files].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

const mayHold = (folder: string, _wanted: (file: string) => boolean): boolean => folder !== ".git";

export const fileMode = (mode: number): number => {
  if ((mode & 0o170000) === 0o120000) return 0o120000;
  return mode & 0o111 ? 0o100755 : 0o100644;
};

/** The bytes of a file as a snapshot of the repository has them. */
export async function contentOf(repository: Repository, state: FileState | undefined): Promise<Uint8Array> {
  if (!state) return new Uint8Array();
  return (await git.readBlob({ ...repository, oid: state.oid })).blob;
}
