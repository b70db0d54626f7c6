import type { SQL } from "drizzle-orm";
import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";

export type Queries = PgDatabase<PgQueryResultHKT>;

/** One of the two databases, opened and migrated. */
export interface Database {
  readonly kind: "pglite" | "postgres";
  readonly queries: Queries;
  readonly close: () => Promise<void>;
}

/** The rows of a statement in plain SQL. Both drivers answer with `rows`; what is in them the statement has to fix by casts. */
export async function rowsOf<Row>(queries: Pick<Queries, "execute">, statement: SQL): Promise<readonly Row[]> {
  const answer: unknown = await queries.execute(statement);
  return (answer as { readonly rows: readonly Row[] }).rows;
}
