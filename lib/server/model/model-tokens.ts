import { desc, eq, sql } from "drizzle-orm";
import { rowsOf, type Database } from "../store/database";
import { modelTokens } from "../store/schema";
import { hashOfToken, newShareId, newToken } from "../share/tokens";

export type Reserved =
  { readonly type: "reserved"; readonly id: string } | { readonly type: "unknown" | "over" | "spent" };

export interface ModelTokens {
  /** The token is given back this once. */
  readonly create: (label: string, allowed: number, days: number | null) => Promise<{ id: string; token: string }>;
  readonly list: () => Promise<readonly (typeof modelTokens.$inferSelect)[]>;
  readonly revoke: (id: string) => Promise<boolean>;
  /** Sets `count` aside before a call, in one statement, so that calls at once can't use more together than is allowed. */
  readonly reserve: (token: string, count: number) => Promise<Reserved>;
  /** Puts what was really used in the place of what was set aside. */
  readonly settle: (id: string, reserved: number, used: number) => Promise<void>;
}

export function createModelTokens({ queries }: Database): ModelTokens {
  return {
    async create(label, allowed, days) {
      const [id, token] = [newShareId(), newToken("tsm_")];
      const expiresAt = days === null ? null : new Date(Date.now() + days * 86_400_000);
      await queries.insert(modelTokens).values({ id, tokenHash: hashOfToken(token), label, allowed, expiresAt });
      return { id, token };
    },
    list: () => queries.select().from(modelTokens).orderBy(desc(modelTokens.createdAt)),
    async revoke(id) {
      const rows = await queries
        .update(modelTokens)
        .set({ revokedAt: new Date() })
        .where(eq(modelTokens.id, id))
        .returning({ id: modelTokens.id });
      return rows.length > 0;
    },
    async reserve(token, count) {
      const hash = hashOfToken(token);
      const rows = await rowsOf<{ id: string }>(
        queries,
        sql`update model_tokens set used = used + ${count}::bigint
          where token_hash = ${hash} and revoked_at is null and (expires_at is null or expires_at > now())
          and used + ${count}::bigint <= allowed returning id`,
      );
      if (rows[0]) return { type: "reserved", id: rows[0].id };
      const [row] = await queries.select().from(modelTokens).where(eq(modelTokens.tokenHash, hash));
      if (!row) return { type: "unknown" };
      const over = row.revokedAt !== null || (row.expiresAt !== null && row.expiresAt.getTime() <= Date.now());
      return { type: over ? "over" : "spent" };
    },
    async settle(id, reserved, used) {
      await queries
        .update(modelTokens)
        .set({ used: sql`greatest(0, ${modelTokens.used} - ${reserved}::bigint + ${used}::bigint)` })
        .where(eq(modelTokens.id, id));
    },
  };
}
