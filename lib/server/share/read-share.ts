import { and, eq, inArray, or } from "drizzle-orm";
import type { ReadShareAnswer } from "@/lib/sharing";
import type { BlobStore } from "../blobs/blob-store";
import { createBatcher } from "../store/batcher";
import type { Database } from "../store/database";
import { shares, shareVersions } from "../store/schema";
import { createBlobCache } from "./blob-cache";
import { ShareRefusal } from "./refusals";
import { createRowCache } from "./row-cache";

type ShareRow = typeof shares.$inferSelect;

export interface ShareReader {
  /** The link's row as the database has it now, when it may be shown. */
  readonly row: (id: string) => Promise<ShareRow>;
  readonly read: (id: string, version?: number) => Promise<ReadShareAnswer>;
  /** To be told after everything that changes a link, or all of them. */
  readonly forget: (id?: string) => void;
  /** How many views a link has by now. */
  readonly viewed: (id: string, views: number) => void;
}

/** Another server may change what this one keeps in mind, where several share a PostgreSQL. PGlite has this process alone. */
const keepFor = { postgres: 1000, pglite: Infinity } as const;

/**
 * Links are read from the database once and then from memory, until they change; blobs, which never change, likewise.
 * Whatever many ask for at the same time is asked for in one statement.
 */
export function createReader({ kind, queries }: Database, blobs: BlobStore): ShareReader {
  const cached = createBlobCache(blobs);
  const rowOf = createBatcher(async (ids: readonly string[]) => {
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
  const kept = createRowCache(rowOf, { keepFor: keepFor[kind] });
  return {
    row: async (id) => shown((await rowOf(id))?.share),
    async read(id, asked) {
      const found = await kept.get(id);
      const share = shown(found?.share);
      const version = asked ?? share.newest;
      const blob = version === share.newest ? found?.blob : await blobOf({ id, version });
      if (!blob) throw new ShareRefusal("ESHAREMISSING");
      const text = await cached(blob);
      if (text === undefined) throw new Error("The blob of a link isn't in the store.");
      return answerOf(share, version, text);
    },
    forget: kept.forget,
    viewed(id, views) {
      const found = kept.peek(id);
      if (found) found.share.views = Math.max(found.share.views, views);
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
