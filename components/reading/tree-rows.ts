export interface TreeRow {
  readonly path: string;
  readonly name: string;
  readonly depth: number;
  readonly isFolder: boolean;
}

/** Paths as rows of a tree, folders first, without what lies in closed ones. */
export function treeRows(paths: readonly string[], closed: ReadonlySet<string>): readonly TreeRow[] {
  const folders = new Map<string, Set<string>>([["", new Set()]]);
  const files = new Set(paths);
  for (const path of paths) {
    const names = path.split("/");
    for (let depth = 0; depth < names.length; depth += 1) {
      const parent = names.slice(0, depth).join("/");
      const children = folders.get(parent) ?? new Set<string>();
      folders.set(parent, children.add(names.slice(0, depth + 1).join("/")));
    }
  }
  const visit = (folder: string, depth: number): readonly TreeRow[] =>
    [...(folders.get(folder) ?? [])]
      .toSorted((a, b) => Number(files.has(a)) - Number(files.has(b)) || (a < b ? -1 : 1))
      .flatMap((path) => {
        const isFolder = !files.has(path);
        const row = { path, name: path.slice(path.lastIndexOf("/") + 1), depth, isFolder };
        return isFolder && !closed.has(path) ? [row, ...visit(path, depth + 1)] : [row];
      });
  return visit("", 0);
}
