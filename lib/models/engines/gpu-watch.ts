/** The parts of WebGPU that are watched, which TypeScript's DOM doesn't know yet. */
interface Device {
  readonly lost: Promise<{ readonly reason: string; readonly message: string }>;
}
type Request = (this: unknown, ...given: unknown[]) => Promise<Device>;
interface WatchScope {
  readonly GPUAdapter?: { readonly prototype: { requestDevice: Request } };
}

/** Sent to a worker of a runtime, with the port that is to hear of its GPU. */
export interface WatchGpu {
  readonly type: "tabsmith:watch-gpu";
}

export const isWatchGpu = (data: unknown): data is WatchGpu =>
  typeof data === "object" && data !== null && "type" in data && data.type === "tabsmith:watch-gpu";

/** Every GPU that is asked for in this scope from now on tells the port, should it be taken away. One that its user gives back isn't lost. */
export function watchGpus(port: Pick<MessagePort, "postMessage">, scope: object = globalThis): void {
  const prototype = (scope as WatchScope).GPUAdapter?.prototype;
  if (!prototype) return;
  const { requestDevice } = prototype;
  prototype.requestDevice = async function watched(...given) {
    const device = await requestDevice.apply(this, given);
    void device.lost.then(({ reason, message }) => {
      if (reason !== "destroyed") port.postMessage(message);
    });
    return device;
  };
}

/** Rejects when the worker breaks or its GPU is taken away, and never resolves: the runtime may not say so itself. */
export function endOf(worker: Pick<Worker, "addEventListener" | "postMessage">): Promise<never> {
  const { port1, port2 } = new MessageChannel();
  const end = new Promise<never>((_, reject) => {
    port1.addEventListener("message", ({ data }) => {
      port1.close();
      reject(new Error(`The device was lost: ${String(data)}`));
    });
    worker.addEventListener("error", (event) => {
      reject(new Error(event.message || "The worker of the model could not start."));
    });
  });
  end.catch(() => undefined);
  port1.start();
  worker.postMessage({ type: "tabsmith:watch-gpu" } satisfies WatchGpu, [port2]);
  return end;
}
