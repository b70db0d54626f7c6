import { basename, dirname, extname, joinPath } from "@/lib/base";
import { isLeftOut, momentLabel, type Edit, type Workspace } from "@/lib/workspace";
import { exists } from "./exists";
import { ToldFailure } from "./told-failure";
import type { Trash } from "./trash";

/** Something that was done to files, with the way back. */
export interface DoneAction {
  readonly type: "created" | "renamed" | "moved" | "removed" | "copied";
  readonly paths: readonly string[];
  readonly undo: () => Promise<void>;
}

/** What a person does to files in the tree. Everything here can be taken back. */
export interface FileActions {
  readonly createFile: (path: string, content?: Uint8Array | string) => Promise<DoneAction>;
  readonly createFolder: (path: string) => Promise<DoneAction>;
  readonly rename: (from: string, to: string) => Promise<DoneAction>;
  /** Into a folder, keeping their names. */
  readonly move: (paths: readonly string[], folder: string) => Promise<DoneAction>;
  /** Into a folder; a name that is taken gets “copy” behind it. */
  readonly copy: (paths: readonly string[], folder: string) => Promise<DoneAction>;
  readonly remove: (paths: readonly string[]) => Promise<DoneAction>;
  /** Takes back the last action that wasn't taken back. */
  readonly undo: () => Promise<DoneAction | undefined>;
}

type Note = (type: DoneAction["type"], paths: readonly string[], back: () => Promise<void>) => DoneAction;

export function createFileActions(workspace: Workspace, trash: Pick<Trash, "add" | "forget">): FileActions {
  const done: DoneAction[] = [];
  const note: Note = (type, paths, back) => {
    const action: DoneAction = {
      type,
      paths,
      async undo() {
        const at = done.indexOf(action);
        if (at < 0) return;
        done.splice(at, 1);
        await back();
      },
    };
    done.push(action);
    return action;
  };
  return {
    ...creating(workspace, note),
    ...moving(workspace, note),
    ...removing(workspace, trash, note),
    async undo() {
      const last = done.at(-1);
      await last?.undo();
      return last;
    },
  };
}

const removeAll = (workspace: Workspace, paths: readonly string[]) => (): Promise<void> =>
  workspace.apply(
    paths.map((path): Edit => ({ type: "remove", path })),
    "editor",
  );

function creating(workspace: Workspace, note: Note): Pick<FileActions, "createFile" | "createFolder" | "copy"> {
  return {
    async createFile(path, content = "") {
      await refuseTaken(workspace, path);
      await workspace.apply([{ type: "write", path, content, expected: null }], "editor");
      return note("created", [path], removeAll(workspace, [path]));
    },
    async createFolder(path) {
      await refuseTaken(workspace, path);
      await workspace.mkdir(path, "editor");
      return note("created", [path], removeAll(workspace, [path]));
    },
    async copy(paths, folder) {
      const copies: string[] = [];
      for (const path of outermost(paths)) {
        const to = await freeName(workspace, inFolder(folder, basename(path)));
        await workspace.apply(await editsOf(workspace, path, to), "editor");
        copies.push(to);
      }
      return note("copied", copies, removeAll(workspace, copies));
    },
  };
}

function moving(workspace: Workspace, note: Note): Pick<FileActions, "rename" | "move"> {
  return {
    async rename(from, to) {
      await workspace.rename(from, to, "editor");
      return note("renamed", [to], () => workspace.rename(to, from, "editor"));
    },
    async move(paths, folder) {
      const moves = outermost(paths)
        .map((from) => ({ from, to: inFolder(folder, basename(from)) }))
        .filter(({ from, to }) => from !== to);
      const there = moves.map((move): Edit => ({ type: "rename", ...move }));
      const back = moves.toReversed().map(({ from, to }): Edit => ({ type: "rename", from: to, to: from }));
      await workspace.apply(there, "editor");
      return note(
        "moved",
        moves.map(({ to }) => to),
        () => workspace.apply(back, "editor"),
      );
    },
  };
}

function removing(workspace: Workspace, trash: Pick<Trash, "add" | "forget">, note: Note): Pick<FileActions, "remove"> {
  return {
    async remove(paths) {
      const gone = outermost(paths);
      const edits = (await Promise.all(gone.map((path) => editsOf(workspace, path, path)))).flat();
      const kept = gone.filter((path) => !isLeftOut(path));
      const checkpoint =
        kept.length > 0
          ? await workspace.history.checkpoint(momentLabel({ type: "deleting", paths: gone.join(", ") }), {
              automatic: true,
            })
          : undefined;
      await removeAll(workspace, gone)();
      if (checkpoint) trash.add(kept, checkpoint);
      return note("removed", gone, async () => {
        await workspace.apply(edits, "editor");
        if (checkpoint) trash.forget(kept, checkpoint);
      });
    },
  };
}

const inFolder = (folder: string, name: string): string => (folder === "" ? name : joinPath(folder, name));

/** Without what lies in another one of them. */
function outermost(paths: readonly string[]): readonly string[] {
  return [...new Set(paths)].filter((path) => !paths.some((other) => path.startsWith(`${other}/`)));
}

async function refuseTaken(workspace: Workspace, path: string): Promise<void> {
  if (await exists(workspace, path)) {
    throw new ToldFailure("EEXIST", ({ taken }) => taken(basename(path)));
  }
}

async function freeName(workspace: Workspace, path: string): Promise<string> {
  const folder = dirname(path) === "." ? "" : dirname(path);
  const end = extname(path);
  const stem = basename(path).slice(0, basename(path).length - end.length);
  for (let count = 0; ; count++) {
    const name = count === 0 ? basename(path) : `${stem} copy${count > 1 ? ` ${count}` : ""}${end}`;
    if (!(await exists(workspace, inFolder(folder, name)))) return inFolder(folder, name);
  }
}

/** The edits that make what is at `from` at `to`. */
async function editsOf(workspace: Workspace, from: string, to: string): Promise<readonly Edit[]> {
  const { type, mode, target } = await workspace.stat(from);
  if (type === "symlink") return [{ type: "symlink", path: to, target: target ?? "" }];
  if (type === "file") return [{ type: "write", path: to, mode, content: await workspace.readBytes(from) }];
  const entries = await workspace.list(from);
  const inner = await Promise.all(entries.map(({ path }) => editsOf(workspace, path, joinPath(to, basename(path)))));
  return [{ type: "mkdir", path: to }, ...inner.flat()];
}
