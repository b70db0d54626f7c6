import { sql } from "drizzle-orm";
import { untilFinished } from "../lifecycle/unfinished";
import { fieldsOf, log } from "../log";
import { rowsOf, type Database } from "../store/database";
import type { Store } from "../store/store";
import { sweep } from "./sweep";

const hour = 3_600_000;
/** Looked at every hour, so that a day may end an hour early. */
const day = 23 * hour;
const key = "sweep";

export interface SweepClock {
  readonly now: () => number;
  /** Between 0 and 1: servers that start together don't ask together. */
  readonly random: () => number;
  /** Runs `work` after so long, unless it is told not to. */
  readonly after: (ms: number, work: () => Promise<void>) => () => void;
}

const realClock: SweepClock = {
  now: Date.now,
  random: Math.random,
  after(ms, work) {
    const timer = setTimeout(() => void work(), ms).unref();
    return () => {
      clearTimeout(timer);
    };
  },
};

/**
 * Sweeps once a day for as long as the store is open; what it gives back ends that. Of the servers that share a database one does
 * it: whoever moves the date in the database, which a restart doesn't forget either.
 */
export function sweepDaily(store: Store, clock: SweepClock = realClock): () => void {
  let cancel: () => void = () => undefined;
  let ended = false;
  const plan = (longest: number) => {
    if (ended) return;
    cancel = clock.after(Math.round((0.5 + clock.random() / 2) * longest), () => untilFinished(look()));
  };
  const look = async (): Promise<void> => {
    try {
      if (await isMine(store.database, clock.now())) await run(store, clock);
    } catch (error) {
      log("error", "sweep.failed", fieldsOf(error));
    }
    plan(hour);
  };
  plan(hour / 6);
  return () => {
    ended = true;
    cancel();
  };
}

async function run(store: Store, { now }: SweepClock): Promise<void> {
  const began = now();
  try {
    log("info", "sweep.done", { ...(await sweep(store, began)), ms: now() - began });
  } catch (error) {
    await store.database.queries.execute(sql`delete from limits where key = ${key}`);
    throw error;
  }
}

/** The date is a limit like others: one sweep a day, whoever sweeps. */
async function isMine({ queries }: Database, now: number): Promise<boolean> {
  const rows = await rowsOf(
    queries,
    sql`insert into limits as l (key, whole_at) values (${key}, ${now + day}::bigint)
      on conflict (key) do update set whole_at = excluded.whole_at where l.whole_at <= ${now}::bigint returning key`,
  );
  return rows.length > 0;
}
