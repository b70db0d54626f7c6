import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { allowanceSuite } from "./contract/allowance-suite";
import { dailySweepSuite } from "./contract/daily-sweep-suite";
import { modelSuite } from "./contract/model-suite";
import { operatorSuite } from "./contract/operator-suite";
import { schemaSuite } from "./contract/schema-suite";
import { shareSuite } from "./contract/share-suite";
import type { Database } from "./store/database";
import { tables } from "./store/schema";
import { openDatabase } from "./store/open-database";
import { startPostgres } from "./testing/postgres";

const postgres = await startPostgres();
if (!postgres)
  process.stderr.write(
    "PostgreSQL isn't installed here (Debian: apt-get install postgresql): that half of the suite is skipped.\n",
  );

const suites = (open: () => Database, another: () => Promise<Database>) => {
  schemaSuite(open);
  allowanceSuite(open);
  shareSuite(open);
  modelSuite(open);
  operatorSuite(open, another);
  dailySweepSuite(open);
};

describe("on PGlite", () => {
  let folder: string;
  let database: Database;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "pglite-"));
    database = await openDatabase({ folder });
  }, 180_000);
  afterAll(async () => {
    await database.close();
    await rm(folder, { recursive: true, force: true });
  });
  suites(
    () => database,
    () => openDatabase({ folder: path.join(folder, "another") }),
  );
});

describe.skipIf(!postgres)("on PostgreSQL", () => {
  let database: Database;
  beforeAll(async () => {
    database = await openDatabase({ url: await postgres?.fresh(), folder: tmpdir() });
  }, 60_000);
  afterAll(async () => {
    await database.close();
    await postgres?.stop();
  });
  suites(
    () => database,
    async () => openDatabase({ url: await postgres?.fresh(), folder: tmpdir() }),
  );

  test("two servers that start at once on a new database both find it whole", async () => {
    const url = await postgres?.fresh();
    const both = await Promise.all([openDatabase({ url, folder: tmpdir() }), openDatabase({ url, folder: tmpdir() })]);
    for (const one of both) expect(await one.queries.select().from(tables.shares)).toEqual([]);
    await Promise.all(both.map((one) => one.close()));
  });
});
