import { inArray, sql } from "drizzle-orm";
import type { BlobStore } from "../blobs/blob-store";
import { hashOfBytes } from "../blobs/hash";
import { createBatcher } from "../store/batcher";
import { rowsOf, type Database } from "../store/database";
import { blobs as blobTable, blockedBlobs } from "../store/schema";
import { ShareRefusal } from "./refusals";

const measuredFor = 5000;

/**
 * Puts what is shared into the blob store and gives back its name. It is marked in the database first, so that a sweep that
 * runs meanwhile leaves it alone; content that the operator blocked is refused, and so is what no longer fits.
 */
export function createBlobKeeper(
  { queries }: Database,
  blobs: BlobStore,
  mostBytes: number,
): (text: string) => Promise<string> {
  let measured = { size: 0, at: 0 };
  const mark = createBatcher(async (marks: readonly { readonly hash: string; readonly size: number }[]) => {
    const unique = [...new Map(marks.map((one) => [one.hash, one])).values()].toSorted((a, b) =>
      a.hash < b.hash ? -1 : 1,
    );
    const hashes = unique.map(({ hash }) => hash);
    const blocked = await queries
      .select({ hash: blockedBlobs.hash })
      .from(blockedBlobs)
      .where(inArray(blockedBlobs.hash, hashes));
    const refused = new Set(blocked.map(({ hash }) => hash));
    const wanted = unique.filter(({ hash }) => !refused.has(hash));
    if (wanted.length > 0)
      await queries
        .insert(blobTable)
        .values(wanted.map(({ hash, size }) => ({ hash, size })))
        .onConflictDoUpdate({ target: blobTable.hash, set: { markedAt: sql`now()` } });
    return marks.map(({ hash }) => !refused.has(hash));
  });
  const isFull = async (more: number): Promise<boolean> => {
    if (Date.now() - measured.at > measuredFor) {
      const [row] = await rowsOf<{ size: number }>(
        queries,
        sql`select coalesce(sum(size), 0)::float8 as size from blobs`,
      );
      measured = { size: row?.size ?? 0, at: Date.now() };
    }
    measured.size += more;
    return measured.size > mostBytes;
  };
  return async (text) => {
    const bytes = Buffer.from(text);
    const hash = hashOfBytes(bytes);
    if (await isFull(bytes.length)) throw new ShareRefusal("ESHAREFULL");
    if (!(await mark({ hash, size: bytes.length }))) throw new ShareRefusal("ESHAREBLOCKED");
    await blobs.put(hash, bytes);
    return hash;
  };
}
