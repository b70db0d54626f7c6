import { createStore, type Disposable, type ReadableStore } from "@/lib/base";
import type { Workspace } from "@/lib/workspace";

/** The paths of all files that history knows, for whoever looks among them by name. Read at the first wish, and kept up to date from then on. */
export interface PathList extends Disposable {
  /** Undefined until they were read. */
  readonly store: ReadableStore<readonly string[] | undefined>;
  readonly read: () => void;
}

/** Many changes at once are one new list. */
const pause = 100;

export function createPathList(workspace: Workspace): PathList {
  const store = createStore<readonly string[] | undefined>(undefined);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isWanted = false;
  const refresh = async () => {
    timer = undefined;
    const paths: string[] = [];
    for await (const { path } of workspace.walk()) paths.push(path);
    store.set(paths);
  };
  const following = workspace.onChange((changes) => {
    if (isWanted && changes.some(({ type }) => type !== "changed")) timer ??= setTimeout(() => void refresh(), pause);
  });
  return {
    store,
    read() {
      if (isWanted) return;
      isWanted = true;
      void refresh();
    },
    dispose() {
      clearTimeout(timer);
      following.dispose();
    },
  };
}
