import { and, eq, isNull, sql } from "drizzle-orm";
import type { ChangedShare, NewShare, ReadShareAnswer, ShareReport } from "@/lib/sharing";
import type { BlobStore } from "../blobs/blob-store";
import { createBatcher } from "../store/batcher";
import type { Database, Queries } from "../store/database";
import { reports, shares, shareVersions } from "../store/schema";
import { createBlobKeeper } from "./keep-blob";
import { createReader } from "./read-share";
import { ShareRefusal } from "./refusals";
import { hashOfToken, isTokenOf, newShareId, newToken } from "./tokens";
import { createTally } from "./tally";

export interface ShareStore {
  readonly create: (
    share: NewShare,
  ) => Promise<{ id: string; version: number; ownerToken: string; expiresAt: Date | null }>;
  readonly read: (id: string, version?: number) => Promise<ReadShareAnswer>;
  readonly change: (
    id: string,
    token: string,
    share: ChangedShare,
  ) => Promise<{ id: string; version: number; expiresAt: Date | null }>;
  readonly remove: (id: string, token: string) => Promise<void>;
  readonly countFork: (id: string) => Promise<void>;
  readonly report: (id: string, report: ShareReport) => Promise<void>;
  /** Writes the counts that are still in memory. */
  readonly flush: () => Promise<void>;
}

const usualDays = 90;
const dayMs = 24 * 60 * 60 * 1000;

export function createShareStore(database: Database, blobs: BlobStore, mostBytes: number): ShareStore {
  const { queries } = database;
  const keep = createBlobKeeper(database, blobs, mostBytes);
  const reader = createReader(database, blobs);
  const tally = createTally(database);
  const insert = createBatcher(async (made: readonly Made[]) => {
    await queries.transaction(async (transaction) => {
      await transaction.insert(shares).values(made.map(({ row }) => row));
      await transaction
        .insert(shareVersions)
        .values(made.map(({ row, blob }) => ({ shareId: row.id, version: 1, blob })));
    });
    return made;
  });
  return {
    async create({ share, title = "", author = "", days = usualDays, forkOf }) {
      const blob = await keep(share);
      const ownerToken = newToken("own_");
      const [id, expiresAt, tokenHash] = [newShareId(), endOf(days), hashOfToken(ownerToken)];
      const row = { id, tokenHash, title, author, newest: 1, forkOf: forkOf ?? null, expiresAt };
      await insert({ row, blob });
      return { id, version: 1, ownerToken, expiresAt };
    },
    async read(id, version) {
      const found = await reader.read(id, version);
      tally.view(id);
      return found;
    },
    async change(id, token, share) {
      requireOwner(await reader.row(id), token);
      return addVersion(queries, id, share, await keep(share.share));
    },
    async remove(id, token) {
      requireOwner(await reader.row(id), token);
      await queries
        .update(shares)
        .set({ deletedAt: new Date() })
        .where(and(eq(shares.id, id), isNull(shares.deletedAt)));
    },
    async countFork(id) {
      await reader.row(id);
      await queries
        .update(shares)
        .set({ forks: sql`${shares.forks} + 1` })
        .where(eq(shares.id, id));
    },
    async report(id, { reason, text = "" }) {
      const { newest } = await reader.row(id);
      await queries.insert(reports).values({ shareId: id, version: newest, reason, words: text });
    },
    flush: () => tally.flush(),
  };
}

interface Made {
  readonly row: typeof shares.$inferInsert;
  readonly blob: string;
}

const endOf = (days: number | null): Date | null => (days === null ? null : new Date(Date.now() + days * dayMs));

function requireOwner({ tokenHash }: { readonly tokenHash: string }, token: string): void {
  if (!isTokenOf(token, tokenHash)) throw new ShareRefusal("ESHARETOKEN");
}

/** Two authors with the token at once get two versions, one after the other. */
function addVersion(
  queries: Queries,
  id: string,
  { title, author, days, after }: ChangedShare,
  blob: string,
): Promise<{ id: string; version: number; expiresAt: Date | null }> {
  return queries.transaction(async (transaction) => {
    const [row] = await transaction.select().from(shares).where(eq(shares.id, id)).for("update");
    if (row === undefined) throw new ShareRefusal("ESHAREMISSING");
    if (after !== undefined && after < row.newest) throw new ShareRefusal("ESHARECONFLICT");
    const version = row.newest + 1;
    const expiresAt = days === undefined ? row.expiresAt : endOf(days);
    await transaction.insert(shareVersions).values({ shareId: id, version, blob });
    await transaction
      .update(shares)
      .set({
        newest: version,
        changedAt: new Date(),
        expiresAt,
        title: title ?? row.title,
        author: author ?? row.author,
      })
      .where(eq(shares.id, id));
    return { id, version, expiresAt };
  });
}
