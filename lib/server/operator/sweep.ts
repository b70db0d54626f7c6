import { and, isNull, lt, or, sql } from "drizzle-orm";
import type { BlobStore } from "../blobs/blob-store";
import { rowsOf, type Database } from "../store/database";
import { limits, shares } from "../store/schema";
import type { Store } from "../store/store";

const most = 500;
const week = 7 * 86_400_000;

/** How much of each was forgotten. */
export interface Swept {
  readonly links: number;
  readonly limits: number;
  readonly blobs: number;
}

/** Forgets what is over: links expired or deleted for a week, limits that are whole again, and content that nothing names. */
export async function sweep({ database, blobs, shares: links }: Store, now = Date.now()): Promise<Swept> {
  const { queries } = database;
  const longAgo = new Date(now - week);
  const gone = await queries
    .delete(shares)
    .where(and(isNull(shares.blockedAt), or(lt(shares.expiresAt, longAgo), lt(shares.deletedAt, longAgo))))
    .returning({ id: shares.id });
  if (gone.length > 0) links.forget();
  const whole = await queries.delete(limits).where(lt(limits.wholeAt, now)).returning({ key: limits.key });
  return { links: gone.length, limits: whole.length, blobs: await sweepBlobs(database, blobs) };
}

/**
 * Removes blobs that nothing has named for an hour, and gives back how many. The bytes go while the rows are still locked: who
 * marks the same content meanwhile waits, finds neither, and writes it anew.
 */
async function sweepBlobs({ queries }: Database, blobs: BlobStore): Promise<number> {
  let removed = 0;
  for (let last = most; last === most; removed += last) {
    last = await queries.transaction(async (transaction) => {
      const rows = await rowsOf<{ hash: string }>(
        transaction,
        sql`delete from blobs where hash in (
            select hash from blobs b where marked_at < now() - interval '1 hour'
            and not exists (select 1 from share_versions v where v.blob = b.hash) limit ${most} for update skip locked
          ) and marked_at < now() - interval '1 hour' returning hash`,
      );
      await Promise.all(rows.map(({ hash }) => blobs.remove(hash)));
      return rows.length;
    });
  }
  return removed;
}
