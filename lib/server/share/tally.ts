import { eq, sql } from "drizzle-orm";
import type { Database } from "../store/database";
import { shares } from "../store/schema";
import { fieldsOf, log } from "../log";

const every = 1000;

/** Counts of views, gathered in memory and written once a second. A crash loses that second's: a count is no promise. */
export function createTally({ queries }: Database): {
  readonly view: (id: string) => void;
  readonly flush: () => Promise<void>;
} {
  let views = new Map<string, number>();
  let timer: NodeJS.Timeout | undefined;
  const flush = async (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    const gathered = views;
    views = new Map();
    if (gathered.size === 0) return;
    await queries.transaction(async (transaction) => {
      /** In one order, so that two servers never wait for each other. */
      for (const [id, count] of [...gathered].toSorted(([a], [b]) => (a < b ? -1 : 1)))
        await transaction
          .update(shares)
          .set({ views: sql`${shares.views} + ${count}` })
          .where(eq(shares.id, id));
    });
  };
  return {
    view(id) {
      views.set(id, (views.get(id) ?? 0) + 1);
      timer ??= setTimeout(() => {
        flush().catch((error: unknown) => log("warn", "views.lost", fieldsOf(error)));
      }, every).unref();
    },
    flush,
  };
}
