import type { Disposable } from "./disposable";

/** Tells listeners of things that happened. A listener that throws doesn't keep the others from hearing. */
export interface Emitter<T> {
  readonly on: (listener: (event: T) => void) => Disposable;
  readonly emit: (event: T) => void;
}

export function createEmitter<T>(): Emitter<T> {
  const listeners = new Set<(event: T) => void>();
  return {
    on(listener) {
      const own = (event: T) => {
        listener(event);
      };
      listeners.add(own);
      return { dispose: () => void listeners.delete(own) };
    },
    emit(event) {
      const failures: unknown[] = [];
      for (const listener of [...listeners]) {
        try {
          listener(event);
        } catch (error) {
          failures.push(error);
        }
      }
      if (failures.length === 1) throw failures[0];
      if (failures.length > 1) throw new AggregateError(failures, `${failures.length} listeners failed`);
    },
  };
}
