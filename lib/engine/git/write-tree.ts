import git, { type TreeEntry } from "isomorphic-git";
import type { Repository } from "./context";
import type { FileState, Snapshot } from "./snapshot";

/** Writes the tree objects of a set of files; answers the top one's name. */
export async function writeTreeOf(repository: Repository, files: Snapshot): Promise<string> {
  const entries: TreeEntry[] = [];
  const folders = new Map<string, Map<string, FileState>>();
  for (const [file, state] of files) {
    const slash = file.indexOf("/");
    if (slash < 0) {
      entries.push({ path: file, oid: state.oid, type: "blob", mode: state.mode.toString(8) });
      continue;
    }
    const name = file.slice(0, slash);
    const folder = folders.get(name) ?? new Map<string, FileState>();
    folders.set(name, folder.set(file.slice(slash + 1), state));
  }
  for (const [path, inside] of folders)
    entries.push({ path, oid: await writeTreeOf(repository, inside), type: "tree", mode: "040000" });
  return git.writeTree({ ...repository, tree: entries });
}
