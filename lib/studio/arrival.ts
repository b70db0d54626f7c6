import { createStore, type Disposable, type ReadableStore } from "@/lib/base";

/** Whether a page that was asked for is there yet. */
export interface Arrival extends Disposable {
  /** Nothing came for longer than anyone should look at a blank. */
  readonly isLate: ReadableStore<boolean>;
  readonly expect: () => void;
  readonly arrived: () => void;
}

export function createArrival(patience: number): Arrival {
  const isLate = createStore(false);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const arrived = () => {
    clearTimeout(timer);
    isLate.set(false);
  };
  return {
    isLate,
    expect() {
      arrived();
      timer = setTimeout(() => {
        isLate.set(true);
      }, patience);
    },
    arrived,
    dispose: arrived,
  };
}
