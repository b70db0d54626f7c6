"use client";

import { basename, dirname, joinPath } from "@/lib/base";
import { isFileName, type DoneAction, type OpenEditors } from "@/lib/studio";
import { useStrings } from "../app-context";
import { useStudio } from "../studio-context";

export interface FileOperations {
  readonly create: (type: "file" | "folder", folder: string, name: string) => Promise<void>;
  readonly rename: (path: string, name: string) => Promise<void>;
  readonly move: (paths: readonly string[], folder: string) => Promise<void>;
  readonly copy: (paths: readonly string[], folder: string) => Promise<void>;
  readonly remove: (paths: readonly string[]) => Promise<void>;
}

interface Move {
  readonly from: string;
  readonly to: string;
}

/** Tabs go along with files that are moved. */
async function withTabs<T>(editors: OpenEditors, moves: readonly Move[], work: () => Promise<T>): Promise<T> {
  const [first, ...others] = moves.filter(({ from, to }) => from !== to);
  if (!first) return work();
  return editors.rename(first.from, first.to, () => withTabs(editors, others, work));
}

/** What the tree does to files, with a notice that takes it back. */
export function useFileOperations(): FileOperations {
  const { files, editors, notices, attempt, lease } = useStudio();
  const { files: strings, common } = useStrings();
  const tell = (text: string, action: DoneAction, after: () => void = () => undefined) => {
    const undo = async () => {
      await action.undo();
      after();
    };
    notices.emit({ type: "info", text, action: { label: common.undo, run: undo } });
  };
  const guarded = (work: () => Promise<void>) =>
    attempt(async () => {
      if (lease.state.get() !== "held") throw new Error(strings.readOnly);
      await work();
    });
  const inFolder = (folder: string, name: string) => {
    if (!name.split("/").every(isFileName)) throw new Error(strings.badName);
    return folder === "" ? name : joinPath(folder, name);
  };
  return {
    create: (type, folder, name) =>
      guarded(async () => {
        const path = inFolder(folder, name.trim());
        if (type === "folder") return void (await files.createFolder(path));
        await files.createFile(path);
        return editors.open(path);
      }),
    rename: (path, name) =>
      guarded(async () => {
        const folder = dirname(path) === "." ? "" : dirname(path);
        const to = inFolder(folder, name.trim());
        if (to === path) return;
        await editors.rename(path, to, () => files.rename(path, to));
      }),
    move: (paths, folder) =>
      guarded(async () => {
        const moves = paths.map((from) => ({ from, to: joinPath(folder, basename(from)) }));
        const back = moves.map(({ from, to }) => ({ from: to, to: from }));
        const { paths: moved, ...action } = await withTabs(editors, moves, () => files.move(paths, folder));
        const undo = () => withTabs(editors, back, action.undo);
        if (moved[0] !== undefined) tell(strings.moved(moved.length, moved[0]), { ...action, paths: moved, undo });
      }),
    copy: (paths, folder) =>
      guarded(async () => {
        await files.copy(paths, folder);
      }),
    remove: (paths) =>
      guarded(async () => {
        const action = await files.remove(paths);
        if (action.paths[0] !== undefined) tell(strings.removed(action.paths.length, action.paths[0]), action);
      }),
  };
}
