import { createEmitter, Failure } from "@/lib/base";
import type { FileTree, FileTreeEntry, Sandbox } from "@/lib/sandbox";
import { createMemoryWorkspace } from "../memory-workspace";
import type { Edit, Workspace } from "../workspace";

/** A sandbox that only has files, for tests of what mirrors them. Programs are played by writing to `files`. */
export async function createTableSandbox(cwd = "/home/project"): Promise<Sandbox> {
  const table = await createMemoryWorkspace();
  const inner = (path: string): string => {
    if (path === cwd) return "";
    if (path.startsWith(`${cwd}/`)) return path.slice(cwd.length + 1);
    if (path.startsWith("/")) throw new Failure("ENOENT", `${path} is outside of the project`);
    return path;
  };
  const opened = createEmitter<never>();
  return {
    driver: "engine",
    cwd,
    capabilities: { node: "v24.21.0", npm: false, git: false, python: false, preview: false, persistent: false },
    files: {
      read: (path) => table.readBytes(inner(path)),
      write: (path, content) => table.apply([{ type: "write", path: inner(path), content }]),
      list: async (path) =>
        (await table.list(inner(path))).map((entry) => ({
          name: entry.path.slice(entry.path.lastIndexOf("/") + 1),
          type: entry.type,
        })),
      stat: (path) => table.stat(inner(path)),
      mkdir: (path) => table.mkdir(inner(path)),
      remove: (path) => table.remove(inner(path)),
      rename: (from, to) => table.rename(inner(from), inner(to)),
      watch: (path, onChange) =>
        table.onChange((changes) => {
          onChange(changes.map(({ type, path: changed }) => ({ type, path: `${path}/${changed}` })));
        }),
    },
    spawn: async () => {
      throw new Failure("ENOSYS", "This sandbox runs no programs");
    },
    onPort: opened.on,
    onPreview: opened.on,
    mount: (tree, at = "") => table.apply([...editsOf(tree, at)]),
    snapshot: () => treeOf(table, ""),
    memory: async () => undefined,
    dispose: async () => undefined,
  };
}

function* editsOf(tree: FileTree, at: string): Iterable<Edit> {
  for (const [name, entry] of Object.entries(tree)) {
    const path = at === "" ? name : `${at}/${name}`;
    if (entry.type === "file")
      yield { type: "write", path, content: entry.content, ...(entry.mode !== undefined && { mode: entry.mode }) };
    else if (entry.type === "symlink") yield { type: "symlink", path, target: entry.target };
    else {
      yield { type: "mkdir", path };
      yield* editsOf(entry.entries, path);
    }
  }
}

async function treeOf(table: Workspace, folder: string): Promise<FileTree> {
  const entries: [string, FileTreeEntry][] = [];
  for (const entry of await table.list(folder)) {
    const name = entry.path.slice(entry.path.lastIndexOf("/") + 1);
    if (entry.type === "directory")
      entries.push([name, { type: "directory", entries: await treeOf(table, entry.path) }]);
    else if (entry.type === "symlink") entries.push([name, { type: "symlink", target: entry.target ?? "" }]);
    else entries.push([name, { type: "file", content: await table.readBytes(entry.path), mode: entry.mode }]);
  }
  return Object.fromEntries(entries);
}
