import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createShortLinks, type ShortLinks } from "@/lib/sharing";
import { createDiskBlobs } from "../blobs/disk-blobs";
import { answerShare } from "../share/answer-share";
import { createShareStore } from "../share/share-store";
import { createAllowances } from "../store/allowance";
import { rowsOf, type Database } from "../store/database";
import { readStoreSettings } from "../store/settings";
import type { Store } from "../store/store";

const project = (text: string) => `1.none@1.${Buffer.from(text).toString("base64url")}`;

interface Fixture {
  folder: string;
  store: Store;
  links: ShortLinks;
  readonly ask: (target: string, init?: RequestInit, from?: string) => Promise<Response>;
}

const failure = (code: string): unknown => expect.objectContaining({ code });

/** Short links as a page uses them: its client, the route, the database and files on disk, with nothing in between but a request. */
export function shareSuite(open: () => Database): void {
  let address = 0;
  const f = {
    ask(target: string, init: RequestInit = {}, from = `10.0.${address >> 8}.${address & 255}`) {
      const request = new Request(new URL(target, "http://ide.localhost:3000"), init);
      request.headers.set("x-tabsmith-address", from);
      return answerShare(request, new URL(request.url).pathname.split("/").slice(3), async () => f.store);
    },
  } as Fixture;
  beforeAll(async () => {
    f.folder = await mkdtemp(path.join(tmpdir(), "share-"));
    const database = open();
    const blobs = createDiskBlobs(f.folder);
    const { take } = createAllowances(database);
    const settings = readStoreSettings({});
    const shares = createShareStore(database, blobs, settings.mostBytes);
    f.store = { settings, database, blobs, take, shares, close: async () => undefined };
    f.links = createShortLinks((input, init) => {
      address += 1;
      return f.ask(input as string, init);
    });
  });
  afterAll(() => rm(f.folder, { recursive: true, force: true }));
  linkTests(f);
  freshnessTests(f);
  ownerTests(f);
  formTests(f);
  boundTests(f);
}

function linkTests(f: Fixture): void {
  test("a link gives back what was put in, with its title, author and end", async () => {
    const made = await f.links.create({ share: project("hello"), title: "Demo „eins“", author: "Ada", days: 7 });
    expect(made.version).toBe(1);
    const read = await f.links.read(made.id);
    expect(read).toMatchObject({ share: project("hello"), title: "Demo „eins“", author: "Ada", version: 1, newest: 1 });
    expect(Date.parse(read.expiresAt ?? "") - Date.now()).toBeGreaterThan(6.9 * 86_400_000);
    expect((await f.links.read((await f.links.create({ share: project("x"), days: null })).id)).expiresAt).toBeNull();
  });

  test("the owner's token adds versions, old ones stay, and a writer who missed one is told", async () => {
    const { id, ownerToken } = await f.links.create({ share: project("v1"), title: "T" });
    expect((await f.links.change(id, ownerToken, { share: project("v2") })).version).toBe(2);
    await expect(f.links.change(id, ownerToken, { share: project("v3"), after: 1 })).rejects.toEqual(
      failure("ESHARECONFLICT"),
    );
    expect((await f.links.change(id, ownerToken, { share: project("v3"), after: 2, title: "U" })).version).toBe(3);
    expect(await f.links.read(id)).toMatchObject({ share: project("v3"), newest: 3, title: "U" });
    expect(await f.links.read(id, 1)).toMatchObject({ share: project("v1"), version: 1, newest: 3 });
    await expect(f.links.read(id, 4)).rejects.toEqual(failure("ESHAREMISSING"));
  });

  test("ten writers at once get ten versions", async () => {
    const { id, ownerToken } = await f.links.create({ share: project("many") });
    const changes = Array.from({ length: 10 }, (_, at) => f.links.change(id, ownerToken, { share: project(`w${at}`) }));
    const versions = (await Promise.all(changes)).map(({ version }) => version);
    expect(versions.toSorted((a, b) => a - b)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  });

  test("nobody else changes or deletes it, and what was deleted stays so", async () => {
    const { id, ownerToken } = await f.links.create({ share: project("mine") });
    const other = (await f.links.create({ share: project("other") })).ownerToken;
    await expect(f.links.change(id, other, { share: project("theirs") })).rejects.toEqual(failure("ESHARETOKEN"));
    await expect(f.links.remove(id, "own_wrong")).rejects.toEqual(failure("ESHARETOKEN"));
    expect((await f.ask(`/api/share/${id}`, { method: "DELETE" })).status).toBe(403);
    await f.links.remove(id, ownerToken);
    await expect(f.links.read(id)).rejects.toEqual(failure("ESHAREDELETED"));
    await expect(f.links.change(id, ownerToken, { share: project("again") })).rejects.toEqual(failure("ESHAREDELETED"));
  });

  test("the token is nowhere in the database", async () => {
    const { id, ownerToken } = await f.links.create({ share: project("token") });
    const row = await f.store.database.queries.execute(
      sql`select row_to_json(s)::text as row from shares s where id = ${id}`,
    );
    expect(JSON.stringify(row)).toContain(id);
    expect(JSON.stringify(row)).not.toContain(ownerToken);
  });
}

function freshnessTests(f: Fixture): void {
  test("half of a character in a title doesn't keep others from being written", async () => {
    const titles = ["whole \u{1f600}", "half \ud83d", "typed \\ud83d"];
    const made = await Promise.all(titles.map((title) => f.store.shares.create({ share: project("half"), title })));
    const read = await Promise.all(made.map(({ id }) => f.links.read(id)));
    expect(read.map(({ title }) => title)).toEqual(["whole \u{1f600}", "half \ufffd", "typed \\ud83d"]);
  });

  test("what was read before is read anew once it changed, was forked, or was deleted", async () => {
    const { id, ownerToken } = await f.links.create({ share: project("one"), title: "One" });
    expect(await f.links.read(id)).toMatchObject({ share: project("one"), forks: 0 });
    await f.links.change(id, ownerToken, { share: project("two"), title: "Two" });
    expect(await f.links.read(id)).toMatchObject({ share: project("two"), title: "Two", version: 2 });
    expect(await f.links.read(id, 1)).toMatchObject({ share: project("one"), version: 1, newest: 2 });
    await f.links.countFork(id);
    expect(await f.links.read(id)).toMatchObject({ forks: 1 });
    await f.links.remove(id, ownerToken);
    await expect(f.links.read(id)).rejects.toEqual(failure("ESHAREDELETED"));
  });

  test("a read that comes while a link changes is never answered by the old one afterwards", async () => {
    const { id, ownerToken } = await f.links.create({ share: project("w0") });
    for (let version = 2; version <= 12; version++) {
      const reads = Array.from({ length: 20 }, () => f.links.read(id));
      await f.links.change(id, ownerToken, { share: project(`w${version}`) });
      expect((await f.links.read(id)).version).toBe(version);
      await Promise.all(reads);
    }
  });
}

function ownerTests(f: Fixture): void {
  test("the same content is kept once", async () => {
    const files = async () =>
      (await readdir(f.folder, { recursive: true })).filter((name) => /[0-9a-f]{64}$/u.test(name)).length;
    await f.links.create({ share: project("twice") });
    const before = await files();
    const [a, b] = await Promise.all([
      f.links.create({ share: project("twice") }),
      f.links.create({ share: project("twice") }),
    ]);
    expect(await files()).toBe(before);
    expect(a.id).not.toBe(b.id);
  });

  test("counts views and forks", async () => {
    const { id } = await f.links.create({ share: project("counted") });
    for (let at = 0; at < 3; at++) await f.links.read(id);
    await f.links.countFork(id);
    await f.links.countFork(id);
    await f.store.shares.flush();
    expect(await f.links.read(id)).toMatchObject({ views: 3, forks: 2 });
  });

  test("a link whose time is over says so", async () => {
    const { id } = await f.links.create({ share: project("short"), days: 1 });
    await f.store.database.queries.execute(
      sql`update shares set expires_at = now() - interval '1 second' where id = ${id}`,
    );
    await expect(f.links.read(id)).rejects.toEqual(failure("ESHAREEXPIRED"));
    expect((await f.ask(`/api/share/${id}`)).status).toBe(410);
  });

  test("a report is kept for the operator", async () => {
    const { id } = await f.links.create({ share: project("bad") });
    await f.links.report(id, { reason: "phishing", text: "asks for a password" });
    const rows = await rowsOf(f.store.database.queries, sql`select reason, words from reports where share_id = ${id}`);
    expect(rows).toEqual([{ reason: "phishing", words: "asks for a password" }]);
    await expect(f.links.report("A".repeat(12), { reason: "other" })).rejects.toEqual(failure("ESHAREMISSING"));
  });
}

function formTests(f: Fixture): void {
  test.each([
    ["no JSON", "{"],
    ["no share", "{}"],
    ["an unknown form", JSON.stringify({ share: "2" })],
    ["a share with other characters", JSON.stringify({ share: "1.none@1.ä" })],
    ["a control character in the title", JSON.stringify({ share: "1.none@1.x", title: "a\u0000b" })],
    ["a title that is too long", JSON.stringify({ share: "1.none@1.x", title: "a".repeat(201) })],
    ["an end in the past", JSON.stringify({ share: "1.none@1.x", days: -1 })],
    ["a prototype", '{"__proto__":{"share":"1.none@1.x"}}'],
    ["bytes that are no UTF-8", new Uint8Array([0xff, 0xfe])],
  ])("refuses %s with a sentence", async (_, body) => {
    const answer = await f.ask("/api/share", { method: "POST", body }, `198.51.100.${_.length}`);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ code: "ESHAREDAMAGED", error: expect.stringMatching(/\.$/u) });
  });

  test("refuses what is too large, whether its length is told or not", async () => {
    const share = `1.none@1.${"a".repeat(8 * 1024 * 1024)}`;
    expect((await f.ask("/api/share", { method: "POST", body: JSON.stringify({ share }) })).status).toBe(413);
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 65_536;
        controller.enqueue(new Uint8Array(65_536).fill(97));
      },
    });
    const answer = await f.ask("/api/share", { method: "POST", body: endless, duplex: "half" } as RequestInit);
    expect(answer.status).toBe(413);
    expect(sent).toBeLessThan(10 * 1024 * 1024);
  });

  test.each([
    "/api/share/x",
    "/api/share/AAAAAAAAAAAA",
    "/api/share/AAAAAAAAAAAA/x",
    "/api/share/..%2f..%2fetc",
    "/api/share/AAAAAAAAAAAA/forks/1",
  ])("there is nothing at %s", async (target) => {
    expect((await f.ask(target)).status).toBeGreaterThanOrEqual(404);
  });
}

function boundTests(f: Fixture): void {
  test("ten thousand creates from one address: sixty links, and then refusals that say when", async () => {
    const body = JSON.stringify({ share: project("flood") });
    const statuses: number[] = [];
    let after: string | null = null;
    for (let batch = 0; batch < 100; batch++) {
      const answers = await Promise.all(
        Array.from({ length: 100 }, () => f.ask("/api/share", { method: "POST", body }, "203.0.113.7")),
      );
      statuses.push(...answers.map(({ status }) => status));
      after = answers.at(-1)?.headers.get("retry-after") ?? null;
    }
    expect(statuses.filter((status) => status === 201).length).toBeLessThanOrEqual(62);
    expect(statuses.filter((status) => status === 201).length).toBeGreaterThanOrEqual(60);
    expect(statuses.filter((status) => status === 429).length).toBe(
      10_000 - statuses.filter((status) => status === 201).length,
    );
    expect(Number(after)).toBeGreaterThan(0);
    expect((await f.ask("/api/share", { method: "POST", body }, "203.0.113.8")).status).toBe(201);
  });
}
