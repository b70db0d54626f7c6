import { basename, codeOf, dirname, Failure, isInside, joinPath, relativePath, type Disposable } from "@/lib/base";
import type { WebContainer } from "@webcontainer/api";
import type { Entry, FileChange, ListedEntry, SandboxFiles } from "../sandbox";
import { coded } from "./container-errors";

type Box = Pick<WebContainer, "fs">;

/** The client's paths lead below the working folder; outside of it there is nothing it could reach. */
export function createPlace(cwd: string): (path: string) => string {
  return (path) => {
    const full = joinPath(cwd, path);
    if (!isInside(full, cwd))
      throw new Failure("EACCES", `${path} is outside of ${cwd}, which a WebContainer can't reach.`);
    return relativePath(full, cwd) || ".";
  };
}

const typeOf = (entry: { isDirectory: () => boolean }): ListedEntry["type"] =>
  entry.isDirectory() ? "directory" : "file";

function createStat(box: Box) {
  const list = async (path: string): Promise<ListedEntry[]> =>
    (await coded(box.fs.readdir(path, { withFileTypes: true }))).map((entry) => ({
      name: entry.name,
      type: typeOf(entry),
    }));
  /** The client has no `stat`: the parent's list tells the type, and reading the file its size. */
  const stat = async (path: string): Promise<Entry> => {
    if (path === ".") return { type: "directory", size: 0, mode: 0o755, modified: 0 };
    const entry = (await list(dirname(path))).find(({ name }) => name === basename(path));
    if (entry === undefined) throw new Failure("ENOENT", `ENOENT: no such file or directory, stat '${path}'`);
    if (entry.type === "directory") return { type: "directory", size: 0, mode: 0o755, modified: 0 };
    const { length } = await coded(box.fs.readFile(path));
    return { type: "file", size: length, mode: 0o644, modified: 0 };
  };
  return { list, stat };
}

export function createContainerFiles(box: Box, cwd: string): SandboxFiles {
  const at = createPlace(cwd);
  const { list, stat } = createStat(box);
  return {
    read: async (path) => coded(box.fs.readFile(at(path))),
    write: async (path, content) => coded(box.fs.writeFile(at(path), content)),
    list: async (path) => list(at(path)),
    stat: async (path) => stat(at(path)),
    mkdir: async (path) => void (await coded(box.fs.mkdir(at(path), { recursive: true }))),
    remove: async (path) => coded(box.fs.rm(at(path), { recursive: true })),
    rename: async (from, to) => coded(box.fs.rename(at(from), at(to))),
    watch: (path, onChange) => watchContainer(box, joinPath(cwd, path), at(path), stat, onChange),
  };
}

/** Events of one turn go together; what became of a name is looked up, since an event only says that something did. */
function watchContainer(
  box: Box,
  folder: string,
  path: string,
  stat: (path: string) => Promise<Entry>,
  onChange: (changes: readonly FileChange[]) => void,
): Disposable {
  let pending = new Map<string, "rename" | "change">();
  const look = async (name: string): Promise<FileChange["type"]> => {
    try {
      await stat(path === "." ? name : `${path}/${name}`);
      return "created";
    } catch (error) {
      if (codeOf(error) === "ENOENT" || codeOf(error) === "ENOTDIR") return "removed";
      throw error;
    }
  };
  const flush = async () => {
    const events = pending;
    pending = new Map();
    const changes = await Promise.all(
      [...events].map(async ([name, event]) => ({
        path: joinPath(folder, name),
        type: event === "change" ? ("changed" as const) : await look(name),
      })),
    );
    onChange(changes);
  };
  const watcher = box.fs.watch(path, { recursive: true, encoding: "utf8" }, (event, filename) => {
    const name = typeof filename === "string" ? filename : new TextDecoder().decode(filename);
    if (pending.size === 0) setTimeout(() => void flush().catch(() => undefined), 10);
    if (pending.get(name) !== "rename") pending.set(name, event);
  });
  return {
    dispose: () => {
      watcher.close();
    },
  };
}
