import { sql } from "drizzle-orm";
import { rowsOf, type Queries } from "./database";
import { migrations as released } from "./migrations.data";

type Migrations = typeof released;

/** Any number will do that no one else uses: two servers that start at once wait for each other. */
const lockNumber = 7_402_117_391;

/** Applies what is missing and gives back the names of it. A database of a newer tabsmith is refused. */
export function migrate(queries: Queries, migrations: Migrations = released): Promise<readonly string[]> {
  return queries.transaction(async (transaction) => {
    await transaction.execute(sql`select pg_advisory_xact_lock(${sql.raw(String(lockNumber))})`);
    await transaction.execute(
      sql`create table if not exists migrations (name text primary key, applied_at timestamptz not null default now())`,
    );
    const rows = await rowsOf<{ name: string }>(transaction, sql`select name from migrations`);
    const applied = new Set(rows.map(({ name }) => name));
    const known = new Set(migrations.map(({ name }) => name));
    const unknown = [...applied].filter((name) => !known.has(name));
    if (unknown.length > 0)
      throw new Error(
        `The database was written by a newer tabsmith (${unknown.join(", ")}): run that one, or restore a backup.`,
      );
    const missing = migrations.filter(({ name }) => !applied.has(name));
    for (const { name, statements } of missing) {
      for (const statement of statements) await transaction.execute(sql.raw(statement));
      await transaction.execute(sql`insert into migrations (name) values (${name})`);
    }
    return missing.map(({ name }) => name);
  });
}
