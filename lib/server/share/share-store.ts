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
  /** To be told when something else has changed links in the database. */
  readonly forget: () => void;
}

const usualDays = 90;
const dayMs = 24 * 60 * 60 * 1000;

export function createShareStore(database: Database, blobs: BlobStore, mostBytes: number): ShareStore {
  const { queries } = database;
  const keep = createBlobKeeper(database, blobs, mostBytes);
  const reader = createReader(database, blobs);
  const tally = createTally(database, reader.viewed);
  const insert = createBatcher((made: readonly Made[]) => insertAll(queries, made), { coming: keep.underway });
  return {
    async create({ share, title = "", author = "", days = usualDays, forkOf }) {
      const blob = await keep.keep(share);
      const ownerToken = newToken("own_");
      const [id, expiresAt, tokenHash] = [newShareId(), endOf(days), hashOfToken(ownerToken)];
      const words = { title: wellFormed(title), author: wellFormed(author) };
      await insert({ id, tokenHash, ...words, forkOf: forkOf ?? null, expiresAt, blob });
      return { id, version: 1, ownerToken, expiresAt };
    },
    async read(id, version) {
      const found = await reader.read(id, version);
      tally.view(id);
      return found;
    },
    async change(id, token, share) {
      requireOwner(await reader.row(id), token);
      const added = await addVersion(queries, id, share, await keep.keep(share.share));
      reader.forget(id);
      return added;
    },
    async remove(id, token) {
      requireOwner(await reader.row(id), token);
      await queries
        .update(shares)
        .set({ deletedAt: new Date() })
        .where(and(eq(shares.id, id), isNull(shares.deletedAt)));
      reader.forget(id);
    },
    async countFork(id) {
      await reader.row(id);
      await queries
        .update(shares)
        .set({ forks: sql`${shares.forks} + 1` })
        .where(eq(shares.id, id));
      reader.forget(id);
    },
    async report(id, { reason, text = "" }) {
      const { newest } = await reader.row(id);
      await queries.insert(reports).values({ shareId: id, version: newest, reason, words: text });
    },
    flush: () => tally.flush(),
    forget: () => {
      reader.forget();
    },
  };
}

interface Made {
  readonly id: string;
  readonly tokenHash: string;
  readonly title: string;
  readonly author: string;
  readonly forkOf: string | null;
  readonly expiresAt: Date | null;
  readonly blob: string;
}

/** Links that are made at the same time are one statement, and so one commit: all of them are there, or none. */
async function insertAll(queries: Queries, made: readonly Made[]): Promise<readonly Made[]> {
  await queries.execute(
    sql`with made as (select * from json_to_recordset(${JSON.stringify(made)}::json)
        as t(id text, "tokenHash" text, title text, author text, "forkOf" text, "expiresAt" timestamptz, blob text)),
      named as (insert into shares (id, token_hash, title, author, newest, fork_of, expires_at)
        select id, "tokenHash", title, author, 1, "forkOf", "expiresAt" from made)
      insert into share_versions (share_id, version, blob) select id, 1, blob from made`,
  );
  return made;
}

/** Half of a character is no text to a database: it becomes the sign for what can't be shown. */
const wellFormed = (text: string): string => Buffer.from(text).toString();

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
