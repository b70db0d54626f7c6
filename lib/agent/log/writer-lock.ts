/** Takes a name for one writer. Undefined: someone else has it. */
export type WriterLock = (name: string) => Promise<(() => void) | undefined>;

/** One writer among all tabs of the browser. A tab that closes or crashes lets go by itself. */
export function webLock(locks: LockManager): WriterLock {
  return (name) =>
    new Promise((resolve, reject) => {
      const work = (lock: Lock | null) => {
        if (!lock) return resolve(undefined);
        return new Promise<void>((release) => {
          resolve(release);
        });
      };
      locks.request(`tabsmith-session-${name}`, { ifAvailable: true }, work).catch(reject);
    });
}

/** One writer within this page, where there are no Web Locks. */
export function pageLock(): WriterLock {
  const held = new Set<string>();
  return async (name) => {
    if (held.has(name)) return undefined;
    held.add(name);
    return () => {
      held.delete(name);
    };
  };
}
