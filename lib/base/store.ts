import { callAll } from "./call-all";

/** State that lives outside of any view: read it, replace it, hear of changes. */
export interface ReadableStore<T> {
  readonly get: () => T;
  /** Returns the function that unsubscribes, as React's `useSyncExternalStore` expects. */
  readonly subscribe: (listener: () => void) => () => void;
}

export interface Store<T> extends ReadableStore<T> {
  readonly set: (next: T | ((now: T) => T)) => void;
}

/** Setting the value that is already held tells no one. A listener that throws doesn't keep the others from hearing. */
export function createStore<T>(initial: T): Store<T> {
  let value = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set(next) {
      const changed = typeof next === "function" ? (next as (now: T) => T)(value) : next;
      if (Object.is(changed, value)) return;
      value = changed;
      callAll([...listeners], (listener) => {
        listener();
      });
    },
    subscribe(listener) {
      const own = () => {
        listener();
      };
      listeners.add(own);
      return () => {
        listeners.delete(own);
      };
    },
  };
}
