import type { Disposable } from "@/lib/base";
import { isLeftOut, type Workspace, type WorkspaceChange } from "@/lib/workspace";

export interface EditedPage {
  readonly workspace: Pick<Workspace, "onChange">;
  /** Whether a page of plain files is shown, which no server tells of changes. */
  readonly isPlain: () => boolean;
  /** Programs see what was written only when it has reached them. */
  readonly settle: () => Promise<void>;
  readonly reload: () => Promise<void>;
}

/** Long enough for a word to be typed, and short enough to be looked at with the next glance. */
const rest = 500;

/** What is left out of the project, and what its tools note down for themselves, no page shows. */
const shows = ({ path }: WorkspaceChange): boolean => !isLeftOut(path) && !path.startsWith(".");

/** Loads a page of plain files again whenever an edit has come to rest. */
export function followEdits({ workspace, isPlain, settle, reload }: EditedPage): Disposable {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const show = async () => {
    await settle();
    if (isPlain()) await reload();
  };
  const following = workspace.onChange((changes) => {
    if (!isPlain() || !changes.some(shows)) return;
    clearTimeout(timer);
    timer = setTimeout(() => void show(), rest);
  });
  return {
    dispose() {
      clearTimeout(timer);
      following.dispose();
    },
  };
}
