/** Workers that may have to wait for their turn. */
export interface HeldWorkers {
  readonly ask: (label: string) => Worker | Promise<Worker>;
  /** From now on who asks has to wait. */
  readonly hold: () => void;
  readonly release: () => void;
}

/**
 * Language services are heavy: each parses megabytes before it says a word. One that was asked for again while it waited
 * has been given up by who asked first, so only the last one is made.
 */
export function holdWorkers(make: (label: string) => Worker): HeldWorkers {
  const waiting = new Map<string, (worker: Worker) => void>();
  let isHeld = false;
  return {
    ask(label) {
      if (!isHeld) return make(label);
      return new Promise((resolve) => {
        waiting.set(label, resolve);
      });
    },
    hold() {
      isHeld = true;
    },
    release() {
      isHeld = false;
      for (const [label, resolve] of waiting) resolve(make(label));
      waiting.clear();
    },
  };
}
