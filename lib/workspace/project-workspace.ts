import { createEmitter, Failure } from "@/lib/base";
import { createContentCache } from "./content-cache";
import { FileTable } from "./file-table";
import { createHistory } from "./history";
import { isLeftOut } from "./leave-out";
import { projectPath } from "./path-rules";
import type { ProjectStorage } from "./storage";
import { createWriter } from "./writer";
import type { Workspace, WorkspaceChange, WorkspaceEntry } from "./workspace";

/** Opens a project on the storage that keeps it. One writes at a time: the one who holds the project's lease. */
export async function openWorkspace(id: string, storage: ProjectStorage): Promise<Workspace> {
  const table = new FileTable(await storage.entries());
  const changes = createEmitter<readonly WorkspaceChange[]>();
  const contents = createContentCache(storage);
  const writer = createWriter({ table, storage, contents, changed: changes.emit });
  const readBytes = async (path: string): Promise<Uint8Array> => {
    const entry = table.resolve(projectPath(path));
    if (entry.type !== "file" || entry.hash === undefined) throw new Failure("EISDIR", `${path} is a folder`);
    return (await contents.get(entry.hash)).slice();
  };
  const history = await createHistory({
    storage,
    entries: () => table.below(""),
    content: contents.get,
    apply: (edits) => writer.apply(edits, "restore"),
  });

  return {
    id,
    history: afterWrites(history, writer.settled),
    readBytes,
    readText: async (path) => new TextDecoder().decode(await readBytes(path)),
    apply: writer.apply,
    writeText: (path, text, by) => writer.apply([{ type: "write", path, content: text }], by),
    writeBytes: (path, bytes, by) => writer.apply([{ type: "write", path, content: bytes }], by),
    mkdir: (path, by) => writer.apply([{ type: "mkdir", path }], by),
    rename: (from, to, by) => writer.apply([{ type: "rename", from, to }], by),
    remove: (path, by) => writer.apply([{ type: "remove", path }], by),
    async stat(path) {
      const wanted = projectPath(path);
      const entry = table.get(wanted);
      if (!entry) throw new Failure("ENOENT", `${path} doesn't exist`);
      return entry;
    },
    follow: async (path) => table.resolve(projectPath(path)),
    async list(path) {
      const folder = table.resolve(projectPath(path));
      if (folder.type !== "directory") throw new Failure("ENOTDIR", `${path} is not a folder`);
      return table.childrenOf(folder.path).toSorted(foldersFirst);
    },
    async *walk({ under = "", ignored = false } = {}) {
      for (const entry of [...table.below(projectPath(under))])
        if (entry.type !== "directory" && (ignored || !isLeftOut(entry.path))) yield entry;
    },
    onChange: changes.on,
    async dispose() {
      await writer.settled();
      await storage.close();
    },
  };
}

const foldersFirst = (a: WorkspaceEntry, b: WorkspaceEntry): number =>
  Number(b.type === "directory") - Number(a.type === "directory") || (a.path < b.path ? -1 : 1);

/** A checkpoint holds what was written before it was asked for, even when the write is still on its way. */
function afterWrites(history: Workspace["history"], writes: () => Promise<unknown>): Workspace["history"] {
  return {
    checkpoints: history.checkpoints,
    readAt: history.readAt,
    async checkpoint(label, options) {
      await writes();
      return history.checkpoint(label, options);
    },
    async diff(from, to) {
      await writes();
      return history.diff(from, to);
    },
    async restore(id, paths) {
      await writes();
      return history.restore(id, paths);
    },
  };
}
