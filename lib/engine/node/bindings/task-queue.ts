import type { Binding } from "@/lib/engine/node/binding-host";
import type { ProcessHost } from "@/lib/engine/node/process-host";

export function createTaskQueueBinding({ loop, native, onRejection, frames, process, fatal }: ProcessHost): Binding {
  return {
    tickInfo: loop.tickInfo,
    setTickCallback(callback: () => void) {
      loop.setTickCallback(() => Reflect.apply(callback, process, []));
    },
    runMicrotasks() {
      loop.runMicrotasks();
    },
    enqueueMicrotask(task: () => void) {
      const frame = frames.current;
      native.queueMicrotask(() => {
        try {
          frames.run(frame, task);
        } catch (error) {
          fatal(error, false);
        }
      });
    },
    setPromiseRejectCallback: onRejection,
  };
}
