import { mkdirSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { hashOf, isStamped, stamp } from "./stamp.mjs";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "stamp-"));
  mkdirSync(join(folder, "lib"));
  writeFileSync(join(folder, "lib/a.ts"), "one");
  writeFileSync(join(folder, "lib/b.ts"), "two");
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const hash = () => hashOf(folder, ["lib", "missing.json"]);

test("only names and contents count, not times", () => {
  const before = hash();
  utimesSync(join(folder, "lib/a.ts"), 1, 1);
  expect(hash()).toBe(before);
  writeFileSync(join(folder, "lib/a.ts"), "One");
  expect(hash()).not.toBe(before);
});

test("a renamed, added or removed file counts", () => {
  const before = hash();
  renameSync(join(folder, "lib/a.ts"), join(folder, "lib/c.ts"));
  const renamed = hash();
  expect(renamed).not.toBe(before);
  writeFileSync(join(folder, "missing.json"), "{}");
  expect(hash()).not.toBe(renamed);
});

test("tests and notes change no build", () => {
  const before = hash();
  writeFileSync(join(folder, "lib/a.test.ts"), "test");
  writeFileSync(join(folder, "lib/README.md"), "note");
  expect(hash()).toBe(before);
});

test("a stamp is known again, and only by its own hash", () => {
  const file = join(folder, "stamps/app");
  expect(isStamped(file, "abc")).toBe(false);
  stamp(file, "abc");
  expect(isStamped(file, "abc")).toBe(true);
  expect(isStamped(file, "abd")).toBe(false);
});
