import type { Binding } from "@/lib/engine/node/binding-host";
import type { ProcessHost } from "@/lib/engine/node/process-host";

export function createTimersBinding({ loop }: ProcessHost): Binding {
  return {
    immediateInfo: loop.immediateInfo,
    setupTimers(immediates: () => void, timers: (now: number) => number) {
      loop.setTimerCallbacks(immediates, timers);
    },
    getLibuvNow: () => loop.now(),
    scheduleTimer(delay: number) {
      loop.schedule(delay);
    },
    toggleTimerRef(on: boolean) {
      loop.refTimers(on);
    },
    toggleImmediateRef(on: boolean) {
      loop.refImmediates(on);
    },
  };
}
