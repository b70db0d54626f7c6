import type { FileTree, FileTreeEntry } from "./sandbox";

export interface FlatEntry {
  /** Relative to the tree's root, with `/`. */
  readonly path: string;
  readonly entry: FileTreeEntry;
}

/** Every entry of a tree, a folder before what it holds. */
export function* flattened(tree: FileTree, folder = ""): Generator<FlatEntry> {
  for (const [name, entry] of Object.entries(tree)) {
    const path = folder + name;
    yield { path, entry };
    if (entry.type === "directory") yield* flattened(entry.entries, `${path}/`);
  }
}

type Open = Record<string, FileTreeEntry>;

/** The tree that the entries make; a folder that isn't named but implied is made. */
export function treeOf(entries: Iterable<FlatEntry>): FileTree {
  const folders = new Map<string, Open>();
  const open = (path: string): Open => {
    const known = folders.get(path);
    if (known !== undefined) return known;
    const made: Open = {};
    folders.set(path, made);
    if (path !== "") place(path, { type: "directory", entries: made });
    return made;
  };
  /** Names come from a project: `__proto__` is one like any other. */
  const place = (path: string, entry: FileTreeEntry) => {
    const slash = path.lastIndexOf("/");
    Object.defineProperty(open(slash < 0 ? "" : path.slice(0, slash)), path.slice(slash + 1), {
      value: entry,
      enumerable: true,
      configurable: true,
      writable: true,
    });
  };
  for (const { path, entry } of entries) {
    if (entry.type === "directory") open(path);
    else place(path, entry);
  }
  return open("");
}
