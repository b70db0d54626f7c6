/** Ends with the signal's reason as soon as it is aborted, whether or not the work ever ends: a worker that was stopped never answers. */
export async function abortable<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return work;
  signal.throwIfAborted();
  const { promise, reject } = Promise.withResolvers<never>();
  const stop = () => {
    reject(signal.reason as Error);
  };
  signal.addEventListener("abort", stop, { once: true });
  return Promise.race([work, promise]).finally(() => {
    signal.removeEventListener("abort", stop);
  });
}
