import { bigint, index, integer, pgTable, primaryKey, text, timestamp } from "drizzle-orm/pg-core";

/** The tables as queries see them. `migrations.data.ts` makes them; a test compares the two on every database. */
const moment = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });
const count = (name: string) => bigint(name, { mode: "number" });

export const shares = pgTable(
  "shares",
  {
    id: text("id").primaryKey(),
    tokenHash: text("token_hash").notNull(),
    title: text("title").notNull(),
    author: text("author").notNull(),
    newest: integer("newest").notNull(),
    forkOf: text("fork_of"),
    createdAt: moment("created_at").notNull().defaultNow(),
    changedAt: moment("changed_at").notNull().defaultNow(),
    expiresAt: moment("expires_at"),
    deletedAt: moment("deleted_at"),
    blockedAt: moment("blocked_at"),
    views: count("views").notNull().default(0),
    forks: count("forks").notNull().default(0),
  },
  (table) => [index("shares_expires_at").on(table.expiresAt), index("shares_deleted_at").on(table.deletedAt)],
);

export const shareVersions = pgTable(
  "share_versions",
  {
    shareId: text("share_id").notNull(),
    version: integer("version").notNull(),
    blob: text("blob").notNull(),
    createdAt: moment("created_at").notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.shareId, table.version] }), index("share_versions_blob").on(table.blob)],
);

/** What lies in the blob store, or is about to: a writer marks a blob before it is written, so that no sweep takes it away. */
export const blobs = pgTable("blobs", {
  hash: text("hash").primaryKey(),
  size: count("size").notNull(),
  markedAt: moment("marked_at").notNull().defaultNow(),
});

/** Content that the operator refuses, whoever brings it again. */
export const blockedBlobs = pgTable("blocked_blobs", {
  hash: text("hash").primaryKey(),
  reason: text("reason").notNull(),
  createdAt: moment("created_at").notNull().defaultNow(),
});

export const reports = pgTable(
  "reports",
  {
    id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    shareId: text("share_id").notNull(),
    version: integer("version").notNull(),
    reason: text("reason").notNull(),
    words: text("words").notNull(),
    createdAt: moment("created_at").notNull().defaultNow(),
    closedAt: moment("closed_at"),
  },
  (table) => [index("reports_share_id").on(table.shareId)],
);

/** One row for each limit and caller: when the caller's allowance is whole again, in milliseconds. Callers are keyed hashes. */
export const limits = pgTable(
  "limits",
  {
    key: text("key").primaryKey(),
    wholeAt: count("whole_at").notNull(),
  },
  (table) => [index("limits_whole_at").on(table.wholeAt)],
);

/** Random values that all servers of one database share, such as the one that callers' addresses are hashed with. */
export const secrets = pgTable("secrets", { name: text("name").primaryKey(), value: text("value").notNull() });

/** Leave to use this server's own model keys. */
export const modelTokens = pgTable("model_tokens", {
  id: text("id").primaryKey(),
  tokenHash: text("token_hash").notNull().unique(),
  label: text("label").notNull(),
  /** Model tokens that may be used, and those that were. */
  allowed: count("allowed").notNull(),
  used: count("used").notNull().default(0),
  createdAt: moment("created_at").notNull().defaultNow(),
  expiresAt: moment("expires_at"),
  revokedAt: moment("revoked_at"),
});

export const tables = { shares, shareVersions, blobs, blockedBlobs, reports, limits, secrets, modelTokens };
