import { createStore, Failure, messageOf, type ReadableStore } from "@/lib/base";
import type { Sandbox } from "@/lib/sandbox";
import { startMirror, type Mirror, type Workspace } from "@/lib/workspace";

export type ComputerState =
  /** This build has no engine to start. */
  | { readonly type: "absent" }
  | { readonly type: "off" }
  | { readonly type: "starting" }
  | { readonly type: "ready"; readonly sandbox: Sandbox; readonly mirror: Mirror }
  | { readonly type: "failed"; readonly reason: string };

/** The sandbox of the project: started when something first needs it, never twice. */
export interface Computer {
  readonly state: ReadableStore<ComputerState>;
  readonly start: () => Promise<Sandbox>;
  readonly stop: () => Promise<void>;
}

export type BootSandbox = (project: string) => Promise<Sandbox>;

export function createComputer(workspace: Workspace, boot: BootSandbox | undefined): Computer {
  const state = createStore<ComputerState>(boot ? { type: "off" } : { type: "absent" });
  let starting: Promise<Sandbox> | undefined;
  const run = async (): Promise<Sandbox> => {
    if (!boot) throw new Failure("ENOSYS", "This build of tabsmith has no engine, so programs can't run.");
    state.set({ type: "starting" });
    try {
      const sandbox = await boot(workspace.id);
      const mirror = await startMirror(workspace, sandbox);
      state.set({ type: "ready", sandbox, mirror });
      return sandbox;
    } catch (error) {
      starting = undefined;
      state.set({ type: "failed", reason: messageOf(error) });
      throw error;
    }
  };
  return {
    state,
    start: () => (starting ??= run()),
    async stop() {
      const now = state.get();
      if (now.type !== "ready") return;
      starting = undefined;
      state.set({ type: "off" });
      await now.mirror.settle();
      now.mirror.dispose();
      await now.sandbox.dispose();
    },
  };
}
