import { createHash } from "node:crypto";
import { createGzip, createGunzip } from "node:zlib";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { sql } from "drizzle-orm";
import { checkBytes } from "../blobs/hash";
import { rowsOf } from "../store/database";
import { migrations } from "../store/migrations.data";
import type { Store } from "../store/store";
import { OperatorRefusal } from "./actions";

/** In the order in which they can be written back. */
const tableNames = [
  "secrets",
  "shares",
  "share_versions",
  "blobs",
  "blocked_blobs",
  "reports",
  "limits",
  "model_tokens",
] as const;
type TableName = (typeof tableNames)[number];

type Line =
  | {
      readonly type: "tabsmith-backup";
      readonly format: 1;
      readonly migrations: readonly string[];
      readonly at: string;
    }
  | { readonly type: "row"; readonly table: TableName; readonly row: Readonly<Record<string, unknown>> }
  | { readonly type: "blob"; readonly hash: string; readonly base64: string }
  | { readonly type: "end"; readonly lines: number; readonly sum: string };

/**
 * Everything in one file that any tabsmith can read, whichever database and blob store it has: lines of JSON, packed. The rows are
 * of one moment; blobs never change. The last line holds a sum, so that half a file is never taken for a whole one.
 */
export function writeBackup(store: Store): Readable {
  return Readable.from(lines(store)).pipe(createGzip());
}

async function* lines({ database, blobs, shares }: Store): AsyncGenerator<string> {
  await shares.flush();
  const hash = createHash("sha256");
  let count = 0;
  const written = (line: Line): string => {
    const text = `${JSON.stringify(line)}\n`;
    hash.update(text);
    count += 1;
    return text;
  };
  yield written({
    type: "tabsmith-backup",
    format: 1,
    migrations: migrations.map(({ name }) => name),
    at: new Date().toISOString(),
  });
  const rows = await database.queries.transaction(
    async (transaction) => {
      const all: { table: TableName; row: Record<string, unknown> }[] = [];
      for (const table of tableNames) {
        const found = await rowsOf<{ row: Record<string, unknown> }>(
          transaction,
          sql`select to_jsonb(t) as row from ${sql.identifier(table)} t`,
        );
        for (const { row } of found) all.push({ table, row });
      }
      return all;
    },
    { isolationLevel: "repeatable read" },
  );
  for (const { table, row } of rows) yield written({ type: "row", table, row });
  const named = new Set(rows.filter(({ table }) => table === "share_versions").map(({ row }) => String(row["blob"])));
  for (const name of named) {
    const bytes = await blobs.get(name);
    if (bytes) yield written({ type: "blob", hash: name, base64: Buffer.from(bytes).toString("base64") });
  }
  yield `${JSON.stringify({ type: "end", lines: count, sum: hash.digest("hex") } satisfies Line)}\n`;
}

/** Reads a backup twice: once to see that it is whole, then into a store that must be empty. */
export async function restoreBackup(
  store: Store,
  open: () => Readable,
): Promise<{ readonly rows: number; readonly blobs: number }> {
  const known = new Set(migrations.map(({ name }) => name));
  let head = false;
  for await (const line of checkedLines(open())) {
    if (line.type === "tabsmith-backup") head = line.migrations.every((name) => known.has(name));
  }
  if (!head) throw new OperatorRefusal("This is no backup of this tabsmith, or one of a newer version.");
  const [row] = await rowsOf<{ count: number }>(store.database.queries, sql`select count(*)::int as count from shares`);
  if (row?.count !== 0)
    throw new OperatorRefusal("The store isn't empty: restore into a new TABSMITH_DATA or database.");
  let blobs = 0;
  for await (const line of checkedLines(open())) {
    if (line.type !== "blob") continue;
    await store.blobs.put(line.hash, checkBytes(line.hash, Buffer.from(line.base64, "base64")));
    blobs += 1;
  }
  return { rows: await restoreRows(store, open), blobs };
}

function restoreRows({ database }: Store, open: () => Readable): Promise<number> {
  return database.queries.transaction(async (transaction) => {
    for (const table of tableNames.toReversed()) await transaction.execute(sql`delete from ${sql.identifier(table)}`);
    let rows = 0;
    for await (const line of checkedLines(open())) {
      if (line.type !== "row" || !tableNames.includes(line.table)) continue;
      const table = sql.identifier(line.table);
      await transaction.execute(
        sql`insert into ${table} overriding system value select * from jsonb_populate_record(null::${table}, ${JSON.stringify(line.row)}::jsonb)`,
      );
      rows += 1;
    }
    await transaction.execute(
      sql`select setval(pg_get_serial_sequence('reports', 'id'), (select coalesce(max(id), 0) + 1 from reports), false)`,
    );
    return rows;
  });
}

async function* checkedLines(packed: Readable): AsyncGenerator<Line> {
  const unpacked = packed.pipe(createGunzip());
  packed.on("error", (error) => unpacked.destroy(error));
  const hash = createHash("sha256");
  let count = 0;
  let whole = false;
  try {
    for await (const text of createInterface({ input: unpacked, crlfDelay: Infinity })) {
      const line = JSON.parse(text) as Line;
      if (line.type === "end") whole = line.lines === count && line.sum === hash.digest("hex");
      else {
        hash.update(`${text}\n`);
        count += 1;
        yield line;
      }
    }
  } catch (error) {
    throw error instanceof OperatorRefusal ? error : new OperatorRefusal("The backup is damaged or was cut short.");
  }
  if (!whole) throw new OperatorRefusal("The backup is damaged or was cut short.");
}
