import { sql } from "drizzle-orm";
import type { BlobStore } from "../blobs/blob-store";
import { hashOfBytes } from "../blobs/hash";
import { createBatcher } from "../store/batcher";
import { rowsOf, type Database, type Queries } from "../store/database";
import { ShareRefusal } from "./refusals";

const measuredFor = 30_000;

/**
 * Puts what is shared into the blob store and gives back its name. It is marked in the database first, so that a sweep that
 * runs meanwhile leaves it alone; content that the operator blocked is refused, and so is what no longer fits.
 */
export function createBlobKeeper({ queries }: Database, blobs: BlobStore, mostBytes: number): BlobKeeper {
  const mark = createBatcher((marks: readonly Mark[]) => markAll(queries, marks));
  const isFull = createGauge(queries, mostBytes);
  let underway = 0;
  return {
    async keep(text) {
      const bytes = Buffer.from(text);
      const hash = hashOfBytes(bytes);
      if (await isFull(bytes.length)) throw new ShareRefusal("ESHAREFULL");
      if (!(await mark({ hash, size: bytes.length }))) throw new ShareRefusal("ESHAREBLOCKED");
      underway += 1;
      try {
        await blobs.put(hash, bytes);
      } finally {
        underway -= 1;
      }
      return hash;
    },
    underway: () => underway,
  };
}

export interface BlobKeeper {
  readonly keep: (text: string) => Promise<string>;
  /** How many are being written now. */
  readonly underway: () => number;
}

interface Mark {
  readonly hash: string;
  readonly size: number;
}

/** Which of them aren't blocked; those are marked. In one order, so that two servers never wait for each other. */
async function markAll(queries: Queries, marks: readonly Mark[]): Promise<readonly boolean[]> {
  const unique = JSON.stringify([...new Map(marks.map((one) => [one.hash, one])).values()]);
  const rows = await rowsOf<{ hash: string }>(
    queries,
    sql`insert into blobs (hash, size)
      select hash, size from json_to_recordset(${unique}::json) as t(hash text, size bigint)
      where not exists (select 1 from blocked_blobs b where b.hash = t.hash) order by hash
      on conflict (hash) do update set marked_at = now() returning hash`,
  );
  const marked = new Set(rows.map(({ hash }) => hash));
  return marks.map(({ hash }) => marked.has(hash));
}

/** Whether so many bytes more are too many. The database is asked now and then; what comes in between is added up here. */
function createGauge(queries: Queries, mostBytes: number): (more: number) => Promise<boolean> {
  let measured = { size: 0, at: -Infinity };
  let measuring: Promise<void> | undefined;
  const measure = async (): Promise<void> => {
    const [row] = await rowsOf<{ size: number }>(
      queries,
      sql`select coalesce(sum(size), 0)::float8 as size from blobs`,
    );
    measured = { size: row?.size ?? 0, at: Date.now() };
  };
  return async (more) => {
    if (Date.now() - measured.at > measuredFor)
      await (measuring ??= measure().finally(() => {
        measuring = undefined;
      }));
    measured.size += more;
    return measured.size > mostBytes;
  };
}
