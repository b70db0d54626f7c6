import { createStore, type ReadableStore } from "@/lib/base";

/**
 * `asked`: not known yet, which is soon over. `waiting`: another tab has it. `lost`: another tab took it over. `free`: it is here
 * now, but what this tab has read was changed meanwhile, so it must be loaded anew before it is written.
 */
export type LeaseState = "asked" | "waiting" | "held" | "lost" | "free";

/** The right to write one project. Two tabs never have it at once. */
export interface Lease {
  readonly state: ReadableStore<LeaseState>;
  /** Resolves when it is known whether another tab has it. */
  readonly decided: Promise<void>;
  /** Asks the tab that holds it to save and let go; resolves when it is free for this one, which then loads anew. */
  takeOver: () => Promise<void>;
  release: () => void;
}

/** What the holder does before another tab takes over: save what is open. */
export type Farewell = () => Promise<void>;

/** Milliseconds: a page that is being left may take as long to save and let go. */
const usualPatience = 1000;

const isHere = (state: LeaseState): boolean => state === "held" || state === "free";

/** Resolves at the next state that fits. */
function until(state: ReadableStore<LeaseState>, fits: (now: LeaseState) => boolean): Promise<void> {
  return new Promise((resolve) => {
    const stop = state.subscribe(() => {
      if (!fits(state.get())) return;
      stop();
      resolve();
    });
  });
}

const lockName = (project: string): string => `tabsmith-project-${project}`;

/** Resolves at once; `state` says whether this tab may write. It is free for this tab when the holder closes. */
export function requestLease(
  project: string,
  farewell: Farewell,
  locks: LockManager = navigator.locks,
  openChannel: (name: string) => BroadcastChannel = (name) => new BroadcastChannel(name),
  patience = usualPatience,
): Lease {
  const state = createStore<LeaseState>("asked");
  const channel = openChannel(lockName(project));
  const gone = new AbortController();
  let letGo: () => void = () => undefined;

  const hold = (as: "held" | "free") =>
    new Promise<void>((resolve) => {
      letGo = resolve;
      state.set(as);
    });
  const queue = (as: () => "held" | "free") =>
    locks
      .request(lockName(project), { signal: gone.signal }, () => hold(as()))
      .catch((error: unknown) => {
        if (!gone.signal.aborted) throw error;
      });
  const ask = () => {
    const timer = setTimeout(() => {
      if (state.get() === "asked") state.set("waiting");
    }, patience);
    void queue(() => {
      clearTimeout(timer);
      return state.get() === "asked" ? "held" : "free";
    });
  };
  const decided = until(state, (now) => now !== "asked");
  ask();

  channel.addEventListener("message", ({ data }) => {
    if (data !== "take-over" || !isHere(state.get())) return;
    void (state.get() === "held" ? farewell() : Promise.resolve()).finally(() => {
      state.set("lost");
      letGo();
    });
  });

  return {
    state,
    decided,
    async takeOver() {
      if (isHere(state.get())) return;
      const here = until(state, isHere);
      if (state.get() === "lost") {
        state.set("waiting");
        void queue(() => "free");
      }
      channel.postMessage("take-over");
      await here;
    },
    release() {
      letGo();
      gone.abort();
      channel.close();
    },
  };
}
