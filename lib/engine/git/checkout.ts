import { posix as path } from "node:path";
import git from "isomorphic-git";
import { changesBetween, type Change } from "./changes";
import type { Repository } from "./context";
import { GitFailure } from "./failure";
import { setInIndex } from "./index-file";
import { contentOf, ofCommit, ofIndex, ofWorkingTree, type FileState, type Snapshot } from "./snapshot";

/** Lays one file down in the working tree, or takes it away. */
export async function layDown(repository: Repository, file: string, state: FileState | undefined): Promise<void> {
  const target = path.join(repository.dir, file);
  const { promises: fs } = repository.fs;
  if (!state) {
    await fs.unlink(target).catch(() => undefined);
    await removeEmptyFolders(repository, path.dirname(file));
    return;
  }
  await layContent(repository, file, state.mode, await contentOf(repository, state));
}

/** Lays down bytes, whether git has them or not; of a link, where it leads. */
export async function layContent(
  repository: Repository,
  file: string,
  mode: number,
  content: Uint8Array,
): Promise<void> {
  const target = path.join(repository.dir, file);
  const { promises: fs } = repository.fs;
  await fs.mkdir(path.dirname(target), { recursive: true });
  if (mode === 0o120000) {
    await fs.unlink(target).catch(() => undefined);
    await fs.symlink?.(new TextDecoder().decode(content), target);
    return;
  }
  await fs.writeFile(target, content, { mode: mode & 0o777 });
  await fs.chmod?.(target, mode & 0o777);
}

async function removeEmptyFolders(repository: Repository, folder: string): Promise<void> {
  if (folder === "." || folder === "") return;
  try {
    await repository.fs.promises.rmdir(path.join(repository.dir, folder));
    await removeEmptyFolders(repository, path.dirname(folder));
  } catch {
    return;
  }
}

export async function setIndex(repository: Repository, file: string, state: FileState | undefined): Promise<void> {
  if (!state) await git.remove({ ...repository, filepath: file });
  else
    await git.updateIndex({ ...repository, filepath: file, oid: state.oid, mode: state.mode, add: true, force: true });
}

/**
 * Takes index and working tree from one commit to another. What was changed since and would be written over stops it
 * before anything was written, unless `force`.
 */
export async function moveTo(
  repository: Repository,
  from: string | undefined,
  to: string,
  { force = false, doing = "checkout" }: { readonly force?: boolean; readonly doing?: string } = {},
): Promise<void> {
  await moveToSnapshot(repository, await ofCommit(repository, from), await ofCommit(repository, to), { force, doing });
}

/** As `moveTo`, with the files in hand: what a merge has made is no commit yet. */
export async function moveToSnapshot(
  repository: Repository,
  from: Snapshot,
  target: Snapshot,
  { force = false, doing = "checkout" }: { readonly force?: boolean; readonly doing?: string } = {},
): Promise<void> {
  const changes = changesBetween(from, target);
  const index = await ofIndex(repository);
  const touched = new Set(changes.map((change) => change.path));
  const tree = await ofWorkingTree(repository, (file) => touched.has(file) || (force && index.has(file)));
  if (!force) refuseOverwriting(changes, index, tree, doing);
  const wanted = force ? misplaced(index, tree, target) : changes;
  for (const { path: file, after } of wanted.toSorted((a, b) => Number(!!a.after) - Number(!!b.after)))
    await layDown(repository, file, after);
  await setInIndex(repository, new Map(wanted.map(({ path: file, after }) => [file, after])));
}

/** What the index or the working tree has otherwise than it is to be, files that are gone included. */
function misplaced(index: Snapshot, tree: Snapshot, target: Snapshot): readonly Change[] {
  const staged = changesBetween(index, target);
  const present = changesBetween(tree, target).filter(({ path: file }) => index.has(file) || target.has(file));
  return [...new Map([...staged, ...present].map((change) => [change.path, change])).values()];
}

/** Puts the files' times into the index, so that the next status needn't read them. */
export async function restamp(repository: Repository, files: readonly string[]): Promise<void> {
  if (files.length > 0) await git.add({ ...repository, filepath: [...files], force: true, parallel: false });
}

function refuseOverwriting(changes: readonly Change[], index: Snapshot, tree: Snapshot, doing: string): void {
  const same = (a: FileState | undefined, b: FileState | undefined) => a?.oid === b?.oid;
  const lost = changes.filter(({ path: file, before, after }) => {
    const staged = index.get(file);
    const present = tree.get(file);
    return (
      (!same(staged, before) && !same(staged, after)) || (!same(present, staged) && !same(present, after) && present)
    );
  });
  if (lost.length === 0) return;
  const untracked = lost.filter(({ path: file }) => !index.has(file));
  const [kind, files] =
    untracked.length > 0 ? ["untracked working tree files", untracked] : ["local changes to the following files", lost];
  const what =
    untracked.length > 0
      ? `The following ${kind} would be overwritten by ${doing}:`
      : `Your ${kind} would be overwritten by ${doing}:`;
  const way =
    untracked.length > 0
      ? `Please move or remove them before you ${doing === "merge" ? "merge" : "switch branches"}.`
      : `Please commit your changes or stash them before you ${doing === "merge" ? "merge" : "switch branches"}.`;
  throw new GitFailure(`error: ${what}\n${files.map(({ path: file }) => `\t${file}`).join("\n")}\n${way}\nAborting`, 1);
}
