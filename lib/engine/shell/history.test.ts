import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { loadHistory, remember } from "./history";
import { createTestScope } from "./test-scope";

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "history-"));
});
afterEach(() => {
  rmSync(home, { recursive: true });
});

test("a line typed in one shell is there in the next, blank and repeated ones aside", () => {
  const { scope } = createTestScope([`HOME=${home}`]);
  const lines: string[] = [];
  for (const line of ["one", "one", " secret", "", "two"]) remember(scope, lines, line);
  expect(readFileSync(join(home, ".sh_history"), "utf8")).toBe("one\ntwo\n");
  const later: string[] = [];
  loadHistory(createTestScope([`HOME=${home}`]).scope, later);
  expect(later).toEqual(["one", "two"]);
});

test("HISTFILE names another place, and an empty one keeps nothing", () => {
  const place = join(home, "elsewhere");
  const kept = createTestScope([`HOME=${home}`, `HISTFILE=${place}`]).scope;
  remember(kept, [], "here");
  remember(createTestScope([`HOME=${home}`, "HISTFILE="]).scope, [], "nowhere");
  expect(readFileSync(place, "utf8")).toBe("here\n");
  expect(() => readFileSync(join(home, ".sh_history"))).toThrow("ENOENT");
});

test("a file that has grown long is cut to its last thousand lines", () => {
  const place = join(home, ".sh_history");
  writeFileSync(place, Array.from({ length: 2001 }, (_, at) => `line ${at}\n`).join(""));
  const lines: string[] = [];
  loadHistory(createTestScope([`HOME=${home}`]).scope, lines);
  expect([lines.length, lines[0], lines.at(-1)]).toEqual([1000, "line 1001", "line 2000"]);
  expect(readFileSync(place, "utf8").split("\n").length).toBe(1001);
});

test("a place that can't be written refuses no line", () => {
  const lines: string[] = [];
  remember(createTestScope([`HISTFILE=${home}/missing/file`]).scope, lines, "kept for now");
  expect(lines).toEqual(["kept for now"]);
});
