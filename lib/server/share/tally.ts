import { sql } from "drizzle-orm";
import { fieldsOf } from "../log";
import { logSeldom } from "../log-seldom";
import { rowsOf, type Database } from "../store/database";

const every = 1000;

/**
 * Counts of views, gathered in memory and written once a second in one statement. A crash loses that second's: a count is no
 * promise. `onWritten` hears how many there are then.
 */
export function createTally(
  { queries }: Database,
  onWritten: (id: string, views: number) => void,
): {
  readonly view: (id: string) => void;
  readonly flush: () => Promise<void>;
} {
  let views = new Map<string, number>();
  let timer: NodeJS.Timeout | undefined;
  const flush = async (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    const gathered = JSON.stringify(Array.from(views, ([id, count]) => ({ id, count })));
    if (views.size === 0) return;
    views = new Map();
    /** In one order, so that two servers never wait for each other. */
    const written = await rowsOf<{ id: string; views: number | string }>(
      queries,
      sql`with seen as (select * from json_to_recordset(${gathered}::json) as t(id text, count bigint)),
        known as (select s.id, seen.count from shares s join seen using (id) order by s.id for update of s)
        update shares s set views = s.views + known.count from known where s.id = known.id returning s.id, s.views`,
    );
    for (const row of written) onWritten(row.id, Number(row.views));
  };
  return {
    view(id) {
      views.set(id, (views.get(id) ?? 0) + 1);
      timer ??= setTimeout(() => {
        flush().catch((error: unknown) => logSeldom("warn", "views.lost", fieldsOf(error)));
      }, every).unref();
    },
    flush,
  };
}
