import { createStore, type Disposable, type ReadableStore } from "@/lib/base";
import type { Runner } from "./runner";

/**
 * A project that comes up has the machine to itself: what only helps with writing waits until its page is there, or until
 * someone begins to write.
 */
export interface Calm {
  /** Once true it stays so. */
  readonly state: ReadableStore<boolean>;
  /** Somebody can't wait. */
  readonly hurry: () => void;
}

type Watched = Pick<Runner, "run" | "ports"> & { readonly page: Pick<Runner["page"], "facts"> };

/** In milliseconds. A project that nobody runs is idle for so long; a page that isn't in sight never tells of itself. */
export const patience = { idle: 1500, serving: 4000, most: 10_000 } as const;

export function createCalm({ run, ports, page }: Watched): Calm & Disposable {
  const state = createStore(false);
  const timers = new Map<keyof typeof patience, ReturnType<typeof setTimeout>>();
  const stops: (() => void)[] = [];
  const end = () => {
    for (const timer of timers.values()) clearTimeout(timer);
    for (const stop of stops.splice(0)) stop();
  };
  const hurry = () => {
    end();
    state.set(true);
  };
  const within = (name: keyof typeof patience, isStill: () => boolean) => {
    if (timers.has(name)) return;
    const look = () => {
      if (isStill()) hurry();
      else timers.delete(name);
    };
    timers.set(name, setTimeout(look, patience[name]));
  };
  const isIdle = () => run.get().type === "idle";
  const look = () => {
    if (state.get()) return;
    if (page.facts.get()?.isLoading === false || isOver(run.get())) hurry();
    else if (ports.get().length > 0) within("serving", () => true);
    else if (isIdle()) within("idle", isIdle);
  };
  stops.push(run.subscribe(look), ports.subscribe(look), page.facts.subscribe(look));
  within("most", () => true);
  look();
  return { state, hurry, dispose: end };
}

/** Nothing more is to come of it. */
const isOver = ({ type }: ReturnType<Runner["run"]["get"]>): boolean =>
  type === "nothing" || type === "broken" || type === "ended" || type === "failed";
