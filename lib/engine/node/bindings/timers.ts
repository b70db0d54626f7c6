import type { Binding } from "@/lib/engine/node/binding-host";
import type { ProcessHost } from "@/lib/engine/node/process-host";

export function createTimersBinding({ loop, process }: ProcessHost): Binding {
  return {
    immediateInfo: loop.immediateInfo,
    setupTimers(immediates: () => void, timers: (now: number) => number) {
      // As C++ calls them: on the process.
      loop.setTimerCallbacks(
        () => Reflect.apply(immediates, process, []),
        (now) => Reflect.apply(timers, process, [now]),
      );
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
