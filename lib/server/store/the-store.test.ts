import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test, vi } from "vitest";
import { readStoreSettings } from "./settings";
import { theStore } from "./the-store";

const folder = await mkdtemp(path.join(tmpdir(), "held-"));

afterAll(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
});

test("a store that another server holds costs ten thousand calls one try and one line in the log", async () => {
  vi.stubEnv("TABSMITH_DATA", folder);
  vi.stubEnv("DATABASE_URL", undefined);
  const { folder: store } = readStoreSettings();
  await mkdir(store, { recursive: true });
  // Of a server on another machine, which gave a sign of life just now.
  const holder = JSON.stringify({ pid: 7, host: `not-${hostname()}`, began: "", mark: "theirs" });
  await writeFile(path.join(store, "database.lock"), holder);
  const written: string[] = [];
  vi.spyOn(process.stderr, "write").mockImplementation((text) => written.push(String(text)) > 0);
  const refusals = new Set<unknown>();
  for (let call = 0; call < 10_000; call += 1) await theStore().catch((error: unknown) => refusals.add(error));
  vi.restoreAllMocks();
  expect([...refusals].map(String)).toEqual([expect.stringContaining("process 7")]);
  expect(written).toEqual([expect.stringContaining("store.refused")]);
});
