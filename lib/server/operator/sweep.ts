import { sql } from "drizzle-orm";
import type { BlobStore } from "../blobs/blob-store";
import { rowsOf, type Database } from "../store/database";

const most = 500;

/**
 * Removes blobs that nothing has named for an hour, and gives back how many. The bytes go while the rows are still locked: who
 * marks the same content meanwhile waits, finds neither, and writes it anew.
 */
export async function sweepBlobs({ queries }: Database, blobs: BlobStore): Promise<number> {
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
