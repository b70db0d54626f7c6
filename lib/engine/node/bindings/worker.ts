import type { Binding } from "@/lib/engine/node/binding-host";
import type { ProcessHost } from "@/lib/engine/node/process-host";

export function createWorkerBinding(_host: ProcessHost): Binding {
  return {
    isMainThread: true,
    isInternalThread: false,
    ownsProcessState: true,
    threadId: 0,
    threadName: "",
    getEnvMessagePort: () => undefined,
  };
}
