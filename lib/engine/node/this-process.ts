import type { ProcessHost } from "@/lib/engine/node/process-host";

let current: ProcessHost | undefined;

/**
 * The process of this Worker. The library makes handles and requests by `new` with arguments of its own, so their
 * classes can't be given a host; and a Worker holds one process, ever.
 */
export function thisProcess(): ProcessHost {
  if (!current) throw new Error("No process has begun in this Worker.");
  return current;
}

export function setThisProcess(host: ProcessHost): void {
  current = host;
}
