export type Listener = (...args: readonly unknown[]) => unknown;

/** Listeners by the name of an event, as the client's `on` wants them. */
export function createListeners() {
  const listeners = new Map<string, Set<Listener>>();
  return {
    on: (event: string, listener: Listener) => {
      const known = listeners.get(event) ?? new Set<Listener>();
      listeners.set(event, known.add(listener));
      return () => void known.delete(listener);
    },
    emit: (event: string, ...args: readonly unknown[]) => {
      for (const listener of listeners.get(event) ?? []) listener(...args);
    },
    clear: () => {
      listeners.clear();
    },
  };
}

export type Listeners = ReturnType<typeof createListeners>;
