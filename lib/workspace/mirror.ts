import { createStore, messageOf, type Disposable, type ReadableStore } from "@/lib/base";
import type { FileChange, Sandbox } from "@/lib/sandbox";
import { staysInSandbox } from "./leave-out";
import { layDown } from "./mirror-mount";
import { pullPath } from "./mirror-pull";
import { pushPath } from "./mirror-push";
import type { Workspace, WorkspaceChange } from "./workspace";

/** Keeps the project and the sandbox's copy of it the same, whoever writes. */
export interface Mirror extends Disposable {
  /** The last thing that couldn't be mirrored, in words. */
  readonly trouble: ReadableStore<string | undefined>;
  /** Resolves when both sides have seen what was written before. */
  settle: () => Promise<void>;
}

/** Lays the project down in the sandbox, then follows both sides. */
export async function startMirror(workspace: Workspace, sandbox: Sandbox): Promise<Mirror> {
  await layDown(workspace, sandbox);
  const trouble = createStore<string | undefined>(undefined);
  const pushing = new Set<string>();
  let pushes: Promise<void> = Promise.resolve();
  let pulls: Promise<void> = Promise.resolve();
  const guarded = (work: () => Promise<void>) => async () => {
    try {
      await work();
    } catch (error) {
      trouble.set(messageOf(error));
    }
  };

  const push = (changes: readonly WorkspaceChange[]) => {
    const told = changes.filter((change) => change.by !== "program" && !staysInSandbox(change.path));
    for (const { path } of told) pushing.add(path);
    for (const { path } of told)
      pushes = pushes.then(
        guarded(async () => {
          pushing.delete(path);
          await pushPath(workspace, sandbox, path);
        }),
      );
  };
  const pull = (changes: readonly FileChange[]) => {
    const paths = new Set(changes.map(({ path }) => projectPathOf(path, sandbox.cwd)));
    pulls = pulls.then(
      guarded(async () => {
        for (const path of paths)
          if (path !== undefined && path !== "" && !staysInSandbox(path))
            await pullPath(workspace, sandbox, path, () => pushing.has(path));
      }),
    );
  };
  const following = [workspace.onChange(push), sandbox.files.watch(sandbox.cwd, pull)];
  return {
    trouble,
    async settle() {
      await pushes;
      await sandbox.files.stat(sandbox.cwd);
      await pulls;
      await pushes;
    },
    dispose() {
      for (const follower of following) follower.dispose();
    },
  };
}

function projectPathOf(path: string, cwd: string): string | undefined {
  if (path === cwd) return "";
  return path.startsWith(`${cwd}/`) ? path.slice(cwd.length + 1) : undefined;
}
