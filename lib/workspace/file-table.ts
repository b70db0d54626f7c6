import { Failure } from "@/lib/base";
import { childOf, isWithin, nameOf, parentOf } from "./path-rules";
import type { WorkspaceEntry } from "./workspace";

export type TableEdit =
  | { readonly type: "put"; readonly entry: WorkspaceEntry }
  | { readonly type: "mkdir"; readonly path: string }
  | { readonly type: "remove"; readonly path: string }
  | { readonly type: "rename"; readonly from: string; readonly to: string };

/** What a set of edits did to each path: the entry before and after, undefined where there was or is none. */
export type Effects = ReadonlyMap<
  string,
  { readonly before: WorkspaceEntry | undefined; readonly after: WorkspaceEntry | undefined }
>;

const fail = (code: string, message: string): never => {
  throw new Failure(code, message);
};

/** The names and attributes of a project's files, in memory. Contents live elsewhere, named by `hash`. */
export class FileTable {
  readonly #entries = new Map<string, WorkspaceEntry>();
  readonly #children = new Map<string, Set<string>>([["", new Set()]]);

  constructor(entries: Iterable<WorkspaceEntry> = []) {
    for (const entry of entries) this.#place(entry.path, entry);
  }

  get size(): number {
    return this.#entries.size;
  }

  get(path: string): WorkspaceEntry | undefined {
    if (path === "") return { path: "", type: "directory", size: 0, mode: 0o755, modified: 0 };
    return this.#entries.get(path);
  }

  /** Follows every link on the way. Fails as POSIX does: ENOENT, ENOTDIR, ELOOP. */
  resolve(path: string, depth = 0): WorkspaceEntry {
    if (depth > 40) fail("ELOOP", `Too many symbolic links: ${path}`);
    let at = "";
    for (const name of path === "" ? [] : path.split("/")) {
      const folder = this.get(at);
      if (folder?.type !== "directory") fail("ENOTDIR", `${at} is not a folder`);
      const next = this.get(childOf(at, name)) ?? fail("ENOENT", `${path} doesn't exist`);
      at = next.type === "symlink" ? this.#target(next, depth).path : next.path;
    }
    return this.get(at) ?? fail("ENOENT", `${path} doesn't exist`);
  }

  childrenOf(folder: string): readonly WorkspaceEntry[] {
    const entries: WorkspaceEntry[] = [];
    for (const name of this.#children.get(folder) ?? []) {
      const entry = this.#entries.get(childOf(folder, name));
      if (entry) entries.push(entry);
    }
    return entries;
  }

  /** All entries below a folder, parents before children. */
  *below(folder: string): Iterable<WorkspaceEntry> {
    for (const entry of this.childrenOf(folder)) {
      yield entry;
      if (entry.type === "directory") yield* this.below(entry.path);
    }
  }

  /** All edits or none: when one fails the table is as it was. */
  apply(edits: readonly TableEdit[], now: number): Effects {
    const before = new Map<string, WorkspaceEntry | undefined>();
    const set = (path: string, entry: WorkspaceEntry | undefined) => {
      if (!before.has(path)) before.set(path, this.#entries.get(path));
      this.#place(path, entry);
    };
    try {
      for (const edit of edits) this.#perform(edit, now, set);
    } catch (error) {
      this.revert(before);
      throw error;
    }
    return new Map([...before].map(([path, entry]) => [path, { before: entry, after: this.#entries.get(path) }]));
  }

  revert(before: ReadonlyMap<string, WorkspaceEntry | undefined>): void {
    for (const [path, entry] of [...before].toReversed()) this.#place(path, entry);
  }

  #perform(edit: TableEdit, now: number, set: (path: string, entry: WorkspaceEntry | undefined) => void): void {
    switch (edit.type) {
      case "put": {
        if (this.get(edit.entry.path)?.type === "directory") fail("EISDIR", `${edit.entry.path} is a folder`);
        this.#makeFolders(parentOf(edit.entry.path), now, set);
        set(edit.entry.path, edit.entry);
        return;
      }
      case "mkdir":
        this.#makeFolders(edit.path, now, set);
        return;
      case "remove": {
        if (!this.#entries.has(edit.path)) fail("ENOENT", `${edit.path} doesn't exist`);
        for (const entry of [...this.below(edit.path)].toReversed()) set(entry.path, undefined);
        set(edit.path, undefined);
        return;
      }
      case "rename":
        this.#rename(edit.from, edit.to, now, set);
    }
  }

  #rename(from: string, to: string, now: number, set: (path: string, entry: WorkspaceEntry | undefined) => void): void {
    if (from === to) return;
    const entry = this.#entries.get(from) ?? fail("ENOENT", `${from} doesn't exist`);
    if (this.get(to)) fail("EEXIST", `${to} exists already`);
    if (isWithin(to, from)) fail("EINVAL", `${from} can't be moved into itself`);
    const moved = [entry, ...this.below(from)];
    this.#makeFolders(parentOf(to), now, set);
    for (const old of moved.toReversed()) set(old.path, undefined);
    for (const old of moved) {
      const path = to + old.path.slice(from.length);
      set(path, { ...old, path });
    }
  }

  #makeFolders(path: string, now: number, set: (path: string, entry: WorkspaceEntry | undefined) => void): void {
    if (path === "") return;
    const there = this.get(path);
    if (there?.type === "directory") return;
    if (there) fail("ENOTDIR", `${path} is not a folder`);
    this.#makeFolders(parentOf(path), now, set);
    set(path, { path, type: "directory", size: 0, mode: 0o755, modified: now });
  }

  #target(link: WorkspaceEntry, depth: number): WorkspaceEntry {
    const names = [...parentOf(link.path).split("/").filter(Boolean)];
    if (link.target?.startsWith("/")) fail("ENOENT", `${link.path} points outside of the project`);
    for (const name of (link.target ?? "").split("/")) {
      if (name === "" || name === ".") continue;
      if (name !== "..") names.push(name);
      else if (names.pop() === undefined) fail("ENOENT", `${link.path} points outside of the project`);
    }
    return this.resolve(names.join("/"), depth + 1);
  }

  #place(path: string, entry: WorkspaceEntry | undefined): void {
    const parent = parentOf(path);
    if (entry) {
      this.#entries.set(path, entry);
      let siblings = this.#children.get(parent);
      if (!siblings) this.#children.set(parent, (siblings = new Set()));
      siblings.add(nameOf(path));
      if (entry.type === "directory" && !this.#children.has(path)) this.#children.set(path, new Set());
    } else {
      this.#entries.delete(path);
      this.#children.get(parent)?.delete(nameOf(path));
      if (this.#children.get(path)?.size === 0) this.#children.delete(path);
    }
  }
}
