import { setTimeout as wait } from "node:timers/promises";

export interface BatcherSettings {
  readonly most?: number;
  /** How many calls are known to be on their way here. A batch waits for them, for as long as it has patience. */
  readonly coming?: () => number;
  readonly patienceMs?: number;
}

/**
 * Runs calls that come while others are underway as one. One statement for sixty callers costs little more than for one, which
 * is what makes a database in the same process quick enough. A batch that fails is run again one by one, so that nobody
 * fails for another's sake.
 */
export function createBatcher<Item, Result>(
  run: (items: readonly Item[]) => Promise<readonly Result[]>,
  { most = 100, coming = () => 0, patienceMs = 10 }: BatcherSettings = {},
): (item: Item) => Promise<Result> {
  interface Waiting {
    readonly item: Item;
    readonly resolve: (result: Result) => void;
    readonly reject: (error: unknown) => void;
  }
  const queue: Waiting[] = [];
  let running = false;

  const settle = async (batch: readonly Waiting[]): Promise<void> => {
    try {
      const results = await run(batch.map(({ item }) => item));
      if (results.length !== batch.length) throw new Error("A batch gave another number of results than it was given.");
      results.forEach((result, at) => batch[at]?.resolve(result));
    } catch (error) {
      const [only] = batch;
      if (batch.length === 1) only?.reject(error);
      else for (const one of batch) await settle([one]);
    }
  };
  const work = async (): Promise<void> => {
    running = true;
    while (queue.length > 0) {
      const until = performance.now() + patienceMs;
      while (queue.length < most && coming() > 0 && performance.now() < until) await wait(1);
      await settle(queue.splice(0, most));
    }
    running = false;
  };
  return (item) =>
    new Promise((resolve, reject) => {
      queue.push({ item, resolve, reject });
      if (!running) setImmediate(() => void (running || work()));
    });
}
