import { callAll } from "./call-all";
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
      callAll([...listeners], (listener) => {
        listener(event);
      });
    },
  };
}
