import { mkdir } from "node:fs/promises";
import path from "node:path";
import type { Database } from "./database";
import { holdLock } from "./lock-file";
import { migrate } from "./migrate";

/** Opens the database that is configured: Postgres where `url` names one, else PGlite in `folder`, which one process holds. */
export async function openDatabase({
  url,
  folder,
}: {
  readonly url?: string | undefined;
  readonly folder: string;
}): Promise<Database> {
  const database = url === undefined ? await openPglite(folder) : await openPostgres(url);
  try {
    await migrate(database.queries);
  } catch (error) {
    await database.close();
    throw error;
  }
  return database;
}

async function openPglite(folder: string): Promise<Database> {
  await mkdir(folder, { recursive: true });
  const lock = await holdLock(path.join(folder, "database.lock"));
  try {
    const [{ PGlite }, { drizzle }] = await Promise.all([import("@electric-sql/pglite"), import("drizzle-orm/pglite")]);
    const client = await PGlite.create(path.join(folder, "database"));
    return {
      kind: "pglite",
      queries: drizzle(client),
      async close() {
        await client.close();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function openPostgres(connectionString: string): Promise<Database> {
  const [{ Pool }, { drizzle }] = await Promise.all([import("pg"), import("drizzle-orm/node-postgres")]);
  const pool = new Pool({ connectionString, max: 10, connectionTimeoutMillis: 10_000, statement_timeout: 30_000 });
  /** A connection that breaks while it is idle is replaced by the pool; without a listener it would end this process. */
  pool.on("error", () => undefined);
  return { kind: "postgres", queries: drizzle(pool), close: () => pool.end() };
}
