import { and, eq, inArray, or } from "drizzle-orm";
import type { ReadShareAnswer } from "@/lib/sharing";
import type { BlobStore } from "../blobs/blob-store";
import { createBatcher } from "../store/batcher";
import type { Database } from "../store/database";
import { shares, shareVersions } from "../store/schema";
import { createBlobCache } from "./blob-cache";
import { ShareRefusal } from "./refusals";

type ShareRow = typeof shares.$inferSelect;

export interface ShareReader {
  /** The link's row, when it may be shown now. */
  readonly row: (id: string) => Promise<ShareRow>;
  readonly read: (id: string, version?: number) => Promise<ReadShareAnswer>;
}

/** Whatever many ask for at the same time is asked for once, and blobs, which never change, are kept in memory for a while. */
export function createReader({ queries }: Database, blobs: BlobStore): ShareReader {
  const cached = createBlobCache(blobs);
  const rowOf = createBatcher(async (ids: readonly string[]) => {
    const rows = await queries
      .select()
      .from(shares)
      .where(inArray(shares.id, [...new Set(ids)]));
    const byId = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => byId.get(id));
  });
  const newestOf = createBatcher(async (ids: readonly string[]) => {
    const rows = await queries
      .select({ share: shares, blob: shareVersions.blob })
      .from(shares)
      .leftJoin(shareVersions, and(eq(shareVersions.shareId, shares.id), eq(shareVersions.version, shares.newest)))
      .where(inArray(shares.id, [...new Set(ids)]));
    const byId = new Map(rows.map((row) => [row.share.id, row]));
    return ids.map((id) => byId.get(id));
  });
  const blobOf = createBatcher(async (asked: readonly { readonly id: string; readonly version: number }[]) => {
    const rows = await queries
      .select()
      .from(shareVersions)
      .where(
        or(...asked.map(({ id, version }) => and(eq(shareVersions.shareId, id), eq(shareVersions.version, version)))),
      );
    return asked.map(({ id, version }) => rows.find((row) => row.shareId === id && row.version === version)?.blob);
  });
  const row = async (id: string) => shown(await rowOf(id));
  return {
    row,
    async read(id, version) {
      const newest = version === undefined ? await newestOf(id) : undefined;
      const share = shown(newest?.share ?? (await rowOf(id)));
      const blob = newest ? newest.blob : await blobOf({ id, version: version ?? share.newest });
      if (!blob) throw new ShareRefusal("ESHAREMISSING");
      const text = await cached(blob);
      if (text === undefined) throw new Error("The blob of a link isn't in the store.");
      return answerOf(share, version ?? share.newest, text);
    },
  };
}

function shown(row: ShareRow | undefined): ShareRow {
  if (!row) throw new ShareRefusal("ESHAREMISSING");
  if (row.blockedAt) throw new ShareRefusal("ESHAREBLOCKED");
  if (row.deletedAt) throw new ShareRefusal("ESHAREDELETED");
  if (row.expiresAt && row.expiresAt.getTime() <= Date.now()) throw new ShareRefusal("ESHAREEXPIRED");
  return row;
}

const answerOf = (row: ShareRow, version: number, share: string): ReadShareAnswer => ({
  id: row.id,
  version,
  newest: row.newest,
  share,
  title: row.title,
  author: row.author,
  createdAt: row.createdAt.toISOString(),
  changedAt: row.changedAt.toISOString(),
  expiresAt: row.expiresAt?.toISOString() ?? null,
  forkOf: row.forkOf,
  views: row.views,
  forks: row.forks,
});
