import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { createDiskBlobs } from "../blobs/disk-blobs";
import { sweepDaily, type SweepClock } from "../operator/daily-sweep";
import { createShareStore } from "../share/share-store";
import { createAllowances } from "../store/allowance";
import type { Database } from "../store/database";
import { readStoreSettings } from "../store/settings";
import type { Store } from "../store/store";

const hour = 3_600_000;

interface TestClock extends SweepClock {
  /** Lets so much time go by, and what is due in it run to its end, in order. */
  readonly advance: (ms: number) => Promise<void>;
  readonly planned: () => number;
}

function createClock(random: () => number): TestClock {
  let time = Date.now();
  let tasks: { readonly at: number; readonly work: () => Promise<void> }[] = [];
  return {
    now: () => time,
    random,
    after(ms, work) {
      const task = { at: time + ms, work };
      tasks.push(task);
      return () => {
        tasks = tasks.filter((one) => one !== task);
      };
    },
    async advance(ms) {
      const until = time + ms;
      for (;;) {
        const due = tasks.toSorted((a, b) => a.at - b.at)[0];
        if (!due || due.at > until) break;
        tasks = tasks.filter((one) => one !== due);
        time = due.at;
        await due.work();
      }
      time = until;
    },
    planned: () => tasks.length,
  };
}

interface Fixture {
  store: Store;
  /** What was logged. */
  lines: { readonly event: string }[];
  readonly sweeps: () => number;
}

/** The sweep that a server does by itself, on a clock of the test's own. */
export function dailySweepSuite(open: () => Database): void {
  const f = {
    lines: [] as Fixture["lines"],
    sweeps: () => f.lines.filter(({ event }) => event === "sweep.done").length,
  } as Fixture;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "sweep-"));
    const [database, blobs, settings] = [open(), createDiskBlobs(folder), readStoreSettings({})];
    const shares = createShareStore(database, blobs, settings.mostBytes);
    f.store = {
      settings,
      database,
      blobs,
      shares,
      take: createAllowances(database).take,
      close: async () => undefined,
    };
  });
  beforeEach(async () => {
    f.lines = [];
    const hear = (text: unknown) => {
      f.lines.push(JSON.parse(String(text)) as { event: string });
      return true;
    };
    vi.spyOn(process.stdout, "write").mockImplementation(hear);
    vi.spyOn(process.stderr, "write").mockImplementation(hear);
    await f.store.database.queries.execute(sql`delete from limits where key = 'sweep'`);
  });
  afterEach(() => vi.restoreAllMocks());
  afterAll(() => rm(folder, { recursive: true, force: true }));
  scheduleTests(f);
  failureTests(f);
}

function scheduleTests(f: Fixture): void {
  test("runs soon after the start and then once a day, and forgets what is over by the clock's time", async () => {
    const clock = createClock(() => 0.5);
    const made = await f.store.shares.create({ share: "1.none@1.c3dlZXA", days: 1 });
    const stop = sweepDaily(f.store, clock);
    await clock.advance(4 * 60_000);
    expect(f.sweeps()).toBe(0);
    await clock.advance(7 * 60_000);
    expect(f.sweeps()).toBe(1);
    expect((await f.store.shares.read(made.id)).version).toBe(1);
    for (let days = 1; days <= 10; days += 1) {
      await clock.advance(24 * hour);
      expect(f.sweeps()).toBe(days + 1);
    }
    await expect(f.store.shares.read(made.id)).rejects.toMatchObject({ code: "ESHAREMISSING" });
    stop();
    expect(clock.planned()).toBe(0);
  });

  test("of several servers on one database one sweeps, and a restart doesn't sweep again", async () => {
    let seed = 0.1;
    const clock = createClock(() => (seed = (seed * 7.3) % 1));
    const stops = [sweepDaily(f.store, clock), sweepDaily(f.store, clock), sweepDaily(f.store, clock)];
    await clock.advance(12 * hour);
    expect(f.sweeps()).toBe(1);
    stops.forEach((stop) => {
      stop();
    });
    const stop = sweepDaily(f.store, clock);
    await clock.advance(10 * hour);
    expect(f.sweeps()).toBe(1);
    await clock.advance(3 * hour);
    expect(f.sweeps()).toBe(2);
    stop();
  });
}

function failureTests(f: Fixture): void {
  test("a sweep that fails is told of, and tried again within the hour", async () => {
    const clock = createClock(() => 1);
    const shares = { ...f.store.shares, forget: vi.fn().mockImplementationOnce(() => fail()) };
    const made = await f.store.shares.create({ share: "1.none@1.ZmFpbHM", days: 1 });
    await f.store.shares.remove(made.id, made.ownerToken);
    const stop = sweepDaily({ ...f.store, shares }, clock);
    await clock.advance(8 * 24 * hour);
    const failed = f.lines.findIndex(({ event }) => event === "sweep.failed");
    expect(failed).toBeGreaterThan(0);
    expect(f.lines[failed + 1]?.event).toBe("sweep.done");
    stop();
  });
}

function fail(): never {
  throw new Error("The disk is on fire.");
}
