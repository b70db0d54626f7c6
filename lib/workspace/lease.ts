import { createStore, type ReadableStore } from "@/lib/base";

/** `asked`: not known yet, which is soon over. `waiting`: another tab has it. */
export type LeaseState = "asked" | "waiting" | "held" | "lost";

/** The right to write one project. Two tabs never have it at once. */
export interface Lease {
  readonly state: ReadableStore<LeaseState>;
  /** Asks the tab that holds it to save and let go; resolves when this tab has it. */
  takeOver: () => Promise<void>;
  release: () => void;
}

/** What the holder does before another tab takes over: save what is open. */
export type Farewell = () => Promise<void>;

const lockName = (project: string): string => `tabsmith-project-${project}`;

/** Resolves at once; `state` says whether this tab may write. It gets the lease by itself when the holder closes. */
export function requestLease(
  project: string,
  farewell: Farewell,
  locks: LockManager = navigator.locks,
  openChannel: (name: string) => BroadcastChannel = (name) => new BroadcastChannel(name),
): Lease {
  const state = createStore<LeaseState>("asked");
  const channel = openChannel(lockName(project));
  const gone = new AbortController();
  let letGo: () => void = () => undefined;

  const hold = () =>
    new Promise<void>((resolve) => {
      letGo = resolve;
      state.set("held");
    });
  const queue = () =>
    locks.request(lockName(project), { signal: gone.signal }, hold).catch((error: unknown) => {
      if (!gone.signal.aborted) throw error;
    });
  const ask = () =>
    locks.request(lockName(project), { ifAvailable: true }, async (lock) => {
      if (gone.signal.aborted) return;
      if (lock) return hold();
      state.set("waiting");
      void queue();
    });
  void ask();

  channel.addEventListener("message", ({ data }) => {
    if (data !== "take-over" || state.get() !== "held") return;
    void farewell().finally(() => {
      state.set("lost");
      letGo();
    });
  });

  return {
    state,
    async takeOver() {
      if (state.get() === "held") return;
      const held = new Promise<void>((resolve) => {
        const stop = state.subscribe(() => {
          if (state.get() !== "held") return;
          stop();
          resolve();
        });
      });
      if (state.get() === "lost") {
        state.set("waiting");
        void queue();
      }
      channel.postMessage("take-over");
      await held;
    },
    release() {
      letGo();
      gone.abort();
      channel.close();
    },
  };
}
