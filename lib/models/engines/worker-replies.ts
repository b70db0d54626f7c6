/** The messages of a worker, one after another, for whoever waits. */
export interface Replies<T> {
  /** Rejects when the worker breaks, or with the signal's reason. */
  readonly next: (signal?: AbortSignal) => Promise<T>;
}

export function openReplies<T>(worker: Pick<Worker, "addEventListener">): Replies<T> {
  const waiting: { resolve: (reply: T) => void; reject: (error: Error) => void }[] = [];
  const arrived: T[] = [];
  let broken: Error | undefined;
  worker.addEventListener("message", (event) => {
    const { data } = event as MessageEvent<T>;
    const first = waiting.shift();
    if (first) first.resolve(data);
    else arrived.push(data);
  });
  worker.addEventListener("error", (event) => {
    broken = new Error(event.message || "The worker of the model could not start.");
    for (const { reject } of waiting.splice(0)) reject(broken);
  });
  return {
    next(signal) {
      const reply = arrived.shift();
      if (reply !== undefined) return Promise.resolve(reply);
      if (broken) return Promise.reject(broken);
      return new Promise<T>((resolve, reject) => {
        waiting.push({ resolve, reject });
        signal?.addEventListener(
          "abort",
          () => {
            reject(signal.reason as Error);
          },
          { once: true },
        );
      });
    },
  };
}
