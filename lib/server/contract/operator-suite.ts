import { createReadStream, createWriteStream, readFileSync } from "node:fs";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createDiskBlobs } from "../blobs/disk-blobs";
import { act } from "../operator/actions";
import { answerOperator } from "../operator/answer-operator";
import { restoreBackup, writeBackup } from "../operator/backup";
import { createShareStore } from "../share/share-store";
import { createAllowances } from "../store/allowance";
import type { Database } from "../store/database";
import { readStoreSettings } from "../store/settings";
import type { Store } from "../store/store";

interface Fixture {
  folder: string;
  store: Store;
}

const storeOn = (database: Database, folder: string): Store => {
  const blobs = createDiskBlobs(folder);
  const settings = readStoreSettings({});
  const shares = createShareStore(database, blobs, settings.mostBytes);
  return { settings, database, blobs, shares, take: createAllowances(database).take, close: async () => undefined };
};
const project = (text: string) => `1.none@1.${Buffer.from(text).toString("base64url")}`;
const failure = (code: string): unknown => expect.objectContaining({ code });

/** The operator's commands. `another` opens a second database, empty, of the same kind. */
export function operatorSuite(open: () => Database, another: () => Promise<Database>): void {
  const f = {} as Fixture;
  beforeAll(async () => {
    f.folder = await mkdtemp(path.join(tmpdir(), "operator-"));
    f.store = storeOn(open(), path.join(f.folder, "blobs"));
  });
  afterAll(() => rm(f.folder, { recursive: true, force: true }));
  takeDownTests(f);
  sweepTests(f);
  backupTests(f, another);
}

function takeDownTests(f: Fixture): void {
  test("a block takes down the link and every other with its content, refuses it from then on, and closes the reports", async () => {
    const { shares } = f.store;
    const bad = await shares.create({ share: project("bad"), title: "Your bank" });
    const twin = await shares.create({ share: project("bad") });
    const good = await shares.create({ share: project("good") });
    await shares.report(bad.id, { reason: "phishing" });
    expect(await act(f.store, ["reports"])).toEqual(
      expect.arrayContaining([expect.objectContaining({ id: bad.id, reason: "phishing", title: "Your bank" })]),
    );
    expect((await shares.read(twin.id)).share).toBe(project("bad"));
    await act(f.store, ["block", bad.id, "phishing"]);
    await expect(shares.read(bad.id)).rejects.toEqual(failure("ESHAREBLOCKED"));
    await expect(shares.read(twin.id)).rejects.toEqual(failure("ESHAREBLOCKED"));
    await expect(shares.create({ share: project("bad") })).rejects.toEqual(failure("ESHAREBLOCKED"));
    expect((await shares.read(good.id)).share).toBe(project("good"));
    expect(JSON.stringify(await act(f.store, ["reports"]))).not.toContain(bad.id);
    await act(f.store, ["unblock", `https://ide.example/s/${bad.id}`]);
    expect((await shares.read(bad.id)).share).toBe(project("bad"));
  });

  test("says what is wrong with a command", async () => {
    await expect(act(f.store, ["explode"])).rejects.toThrow(/status, reports, block/u);
    await expect(act(f.store, ["block"])).rejects.toThrow(/twelve/u);
    await expect(act(f.store, ["block", "AAAAAAAAAAAA"])).rejects.toThrow(/no link/u);
  });

  test("over HTTP it answers the token of the data folder alone", async () => {
    const ask = (token: string) =>
      answerOperator(
        new Request("http://ide.localhost/api/operator", {
          method: "POST",
          body: '["status"]',
          headers: { authorization: `Bearer ${token}` },
        }),
        "right",
        async () => f.store,
      );
    expect((await ask("wrong")).status).toBe(404);
    expect((await ask("right")).status).toBe(200);
  });
}

function sweepTests(f: Fixture): void {
  test("a sweep forgets what is long over, and leaves what is shared or just being written", async () => {
    const { shares, database, blobs } = f.store;
    const old = await shares.create({ share: project("old") });
    const kept = await shares.create({ share: project("kept") });
    await shares.remove(old.id, old.ownerToken);
    await database.queries.execute(sql`update shares set deleted_at = now() - interval '8 days' where id = ${old.id}`);
    await act(f.store, ["sweep"]);
    await expect(shares.read(old.id)).rejects.toEqual(failure("ESHAREMISSING"));
    const files = async () =>
      (await readdir(path.join(f.folder, "blobs"), { recursive: true })).filter((name) => name.length > 60).length;
    const before = await files();
    await database.queries.execute(sql`update blobs set marked_at = now() - interval '2 hours'`);
    expect(await act(f.store, ["sweep"])).toMatchObject({ blobs: 1 });
    expect(await files()).toBe(before - 1);
    expect((await shares.read(kept.id)).share).toBe(project("kept"));
    expect(blobs.kind).toBe("disk");
  });
}

function backupTests(f: Fixture, another: () => Promise<Database>): void {
  test("a backup gives back every link, version, token and count in another store, and half of one is refused", async () => {
    const { shares } = f.store;
    const made = await shares.create({ share: project("precious"), title: "T „x“", author: "Ada" });
    await shares.change(made.id, made.ownerToken, { share: project("precious 2") });
    const before = await shares.read(made.id);
    const file = path.join(f.folder, "backup.gz");
    await pipeline(writeBackup(f.store), createWriteStream(file));
    const whole = readFileSync(file);
    const target = storeOn(await another(), path.join(f.folder, "other"));
    try {
      await writeFile(`${file}.half`, whole.subarray(0, whole.length / 2));
      await expect(restoreBackup(target, () => createReadStream(`${file}.half`))).rejects.toThrow(
        /damaged or was cut short/u,
      );
      const { rows, blobs } = await restoreBackup(target, () => createReadStream(file));
      expect(rows).toBeGreaterThan(3);
      expect(blobs).toBeGreaterThan(1);
      expect(await target.shares.read(made.id)).toMatchObject({ ...before, views: before.views + 1 });
      expect((await target.shares.read(made.id, 1)).share).toBe(project("precious"));
      expect((await target.shares.change(made.id, made.ownerToken, { share: project("3") })).version).toBe(3);
      await target.shares.report(made.id, { reason: "other" });
      await expect(restoreBackup(target, () => createReadStream(file))).rejects.toThrow(/isn't empty/u);
    } finally {
      await target.database.close();
    }
  });
}
