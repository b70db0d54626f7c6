import type { Disposable } from "@/lib/base";
import type { Lease } from "@/lib/workspace";
import type { Computer } from "./computer";
import { createRemembered } from "./remembered";
import type { Runner } from "./runner";

export interface AutoRunParts {
  readonly project: string;
  /** Whether a project that was never run or stopped should run when it is opened: one from our own templates. */
  readonly byDefault: boolean;
  /** Someone else's work never runs by itself. */
  readonly trusted: boolean;
  readonly runner: Runner;
  readonly computer: Pick<Computer, "start">;
  readonly lease: Lease;
}

/** The editor comes first. The sandbox starts in a process of its own, beside it. */
const pause = 400;

/**
 * A project that ran when it was left runs again when it is opened, and one from a template runs from the start.
 * Whoever stopped it finds it stopped. Answers the runner that remembers.
 */
export function runByItself({
  project,
  byDefault,
  trusted,
  runner,
  computer,
  lease,
}: AutoRunParts): Runner & Disposable {
  const wanted = createRemembered<boolean>({
    key: `tabsmith.run.${project}`,
    initial: byDefault,
    parse: (raw) => (typeof raw === "boolean" ? raw : byDefault),
  });
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = () => {
    if (lease.state.get() !== "held" || timer !== undefined || !trusted || !wanted.get()) return;
    // What goes wrong is told by the computer's state, and tried again by the run.
    void computer.start().catch(() => undefined);
    timer = setTimeout(() => {
      if (runner.run.get().type === "idle") void runner.start({ quietly: true });
    }, pause);
  };
  const stop = lease.state.subscribe(look);
  look();
  return {
    ...runner,
    async start(how) {
      wanted.set(true);
      await runner.start(how);
    },
    stop() {
      wanted.set(false);
      runner.stop();
    },
    dispose() {
      clearTimeout(timer);
      stop();
    },
  };
}
