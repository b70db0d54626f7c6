import { sql } from "drizzle-orm";
import { getTableConfig } from "drizzle-orm/pg-core";
import { expect, test } from "vitest";
import { rowsOf, type Database } from "../store/database";
import { migrate } from "../store/migrate";
import { tables } from "../store/schema";

/** Whether the database is what queries believe it to be. */
export function schemaSuite(open: () => Database): void {
  test.each(Object.values(tables).map((table) => [getTableConfig(table).name, getTableConfig(table).columns] as const))(
    "the table %s has the columns that queries ask for, and no others",
    async (name, columns) => {
      const rows = await rowsOf<{ column_name: string; data_type: string; is_nullable: string }>(
        open().queries,
        sql`select column_name, data_type, is_nullable from information_schema.columns where table_name = ${name}`,
      );
      const asked = columns.map((column) => [column.name, column.getSQLType(), column.notNull]);
      const there = rows.map((row) => [row.column_name, row.data_type, row.is_nullable === "NO"]);
      expect(new Set(there.map(String))).toEqual(new Set(asked.map(String)));
    },
  );

  test("migrating again does nothing, and a half of a migration is taken back", async () => {
    expect(await migrate(open().queries)).toEqual([]);
    const known = await rowsOf<{ name: string }>(open().queries, sql`select name from migrations order by name`);
    const all = known.map(({ name }) => ({ name, statements: [] }));
    const broken = {
      name: "9999-broken",
      statements: ["create table half (a integer)", "create table half (b integer)"],
    };
    await expect(migrate(open().queries, [...all, broken])).rejects.toThrow(/half/u);
    expect(
      await rowsOf(open().queries, sql`select 1 from information_schema.tables where table_name = 'half'`),
    ).toEqual([]);
  });

  test("a database of a newer tabsmith is refused", async () => {
    await expect(migrate(open().queries, [])).rejects.toThrow(/written by a newer tabsmith/u);
  });
}
