import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { createModelTokens } from "../model/model-tokens";
import { rowsOf } from "../store/database";
import { blockedBlobs, reports, shares, shareVersions } from "../store/schema";
import type { Store } from "../store/store";
import { sweep } from "./sweep";

/** What an action answers: something to print as it is. */
export type Answer = object;
type Action = (store: Store, args: readonly string[]) => Promise<Answer>;

/** A command that can't be done as it was given. */
export class OperatorRefusal extends Error {}

const idOf = ([id]: readonly string[]): string => {
  if (id === undefined) throw new OperatorRefusal("Name a link by its id, the twelve letters and digits after /s/.");
  return id.replace(/^.*\/s\//u, "");
};

async function status({ database, blobs, settings }: Store): Promise<Answer> {
  const [counts] = await rowsOf<object>(
    database.queries,
    sql`select (select count(*) from shares)::int as links, (select count(*) from shares where deleted_at is not null)::int as deleted,
      (select count(*) from shares where blocked_at is not null)::int as blocked, (select count(*) from blobs)::int as blobs,
      (select coalesce(sum(size), 0) from blobs)::float8 as bytes, (select count(*) from reports where closed_at is null)::int as open_reports`,
  );
  return { database: database.kind, blobs: blobs.kind, mostBytes: settings.mostBytes, ...counts };
}

const openReports: Action = ({ database }) =>
  database.queries
    .select({
      id: reports.shareId,
      version: reports.version,
      reason: reports.reason,
      words: reports.words,
      at: reports.createdAt,
      title: shares.title,
      author: shares.author,
    })
    .from(reports)
    .innerJoin(shares, eq(shares.id, reports.shareId))
    .where(isNull(reports.closedAt))
    .orderBy(reports.id)
    .limit(200);

/** Takes a link down, and refuses its content, in all its versions, whoever brings it again. */
const block: Action = async ({ database }, [given, ...words]) => {
  const id = idOf(given === undefined ? [] : [given]);
  return database.queries.transaction(async (transaction) => {
    const found = await transaction
      .update(shares)
      .set({ blockedAt: new Date() })
      .where(eq(shares.id, id))
      .returning({ id: shares.id });
    if (found.length === 0) throw new OperatorRefusal(`There is no link ${id}.`);
    const versions = await transaction
      .select({ hash: shareVersions.blob })
      .from(shareVersions)
      .where(eq(shareVersions.shareId, id));
    const reason = words.join(" ") || "taken down";
    const rows = versions.map(({ hash }) => ({ hash, reason }));
    if (rows.length > 0) await transaction.insert(blockedBlobs).values(rows).onConflictDoNothing();
    const others = await transaction
      .update(shares)
      .set({ blockedAt: new Date() })
      .where(
        and(
          isNull(shares.blockedAt),
          inArray(
            shares.id,
            transaction
              .select({ id: shareVersions.shareId })
              .from(shareVersions)
              .where(
                inArray(
                  shareVersions.blob,
                  versions.map(({ hash }) => hash),
                ),
              ),
          ),
        ),
      )
      .returning({ id: shares.id });
    const ids = [id, ...others.map((one) => one.id)];
    await transaction
      .update(reports)
      .set({ closedAt: new Date() })
      .where(and(inArray(reports.shareId, ids), isNull(reports.closedAt)));
    return { blocked: ids, contents: rows.length };
  });
};

const unblock: Action = async ({ database }, args) => {
  const id = idOf(args);
  return database.queries.transaction(async (transaction) => {
    const found = await transaction
      .update(shares)
      .set({ blockedAt: null })
      .where(eq(shares.id, id))
      .returning({ id: shares.id });
    if (found.length === 0) throw new OperatorRefusal(`There is no link ${id}.`);
    const versions = transaction
      .select({ hash: shareVersions.blob })
      .from(shareVersions)
      .where(eq(shareVersions.shareId, id));
    await transaction.delete(blockedBlobs).where(inArray(blockedBlobs.hash, versions));
    return { unblocked: id };
  });
};

const dismiss: Action = async ({ database }, args) => {
  const id = idOf(args);
  const closed = await database.queries
    .update(reports)
    .set({ closedAt: new Date() })
    .where(and(eq(reports.shareId, id), isNull(reports.closedAt)))
    .returning({ id: reports.id });
  return { dismissed: closed.length };
};

const token: Action = async ({ database }, [what, ...args]) => {
  const tokens = createModelTokens(database);
  if (what === "list") {
    const rows = await tokens.list();
    return rows.map(({ id, label, allowed, used, expiresAt, revokedAt }) => ({
      id,
      label,
      allowed,
      used,
      expiresAt,
      revokedAt,
    }));
  }
  if (what === "revoke") return { revoked: await tokens.revoke(args[0] ?? "") };
  const [label, allowed, days] = args;
  if (what !== "create" || label === undefined || !/^\d{1,12}$/u.test(allowed ?? "") || !/^\d{0,4}$/u.test(days ?? ""))
    throw new OperatorRefusal("token create <label> <model tokens> [days], token list, or token revoke <id>.");
  return {
    ...(await tokens.create(label, Number(allowed), days ? Number(days) : null)),
    label,
    allowed: Number(allowed),
  };
};

export const actions: ReadonlyMap<string, Action> = new Map([
  ["status", status],
  ["reports", openReports],
  ["block", block],
  ["unblock", unblock],
  ["dismiss", dismiss],
  ["sweep", (store) => sweep(store)],
  ["token", token],
]);

export async function act(store: Store, [name = "", ...args]: readonly string[]): Promise<Answer> {
  const action = actions.get(name);
  if (!action)
    throw new OperatorRefusal(`There is no command ${name}: ${[...actions.keys(), "backup", "restore"].join(", ")}.`);
  try {
    return await action(store, args);
  } finally {
    store.shares.forget();
  }
}
