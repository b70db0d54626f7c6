import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { writePatch } from "./patch";

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "hunks-"));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

const line = fc.constantFrom(
  "",
  "}",
  "  }",
  "{",
  "function a() {",
  "  return 1;",
  "\tx",
  "one",
  "two",
  "three",
  "four",
);
const end = fc.constantFrom("\n", "\n", "");

/** A text and another that came of it by a few edits of whole runs of lines. */
const edited = fc
  .record({
    lines: fc.array(line, { maxLength: 30 }),
    edits: fc.array(fc.record({ at: fc.nat(30), drop: fc.nat(3), put: fc.array(line, { maxLength: 4 }) }), {
      maxLength: 3,
    }),
    ends: fc.tuple(end, end),
  })
  .map(({ lines, edits, ends: [first, second] }) => {
    const after = [...lines];
    for (const { at, drop, put } of edits) after.splice(at, drop, ...put);
    const text = (all: readonly string[], last: string) => (all.length === 0 ? "" : all.join("\n") + last);
    return { before: text(lines, first), after: text(after, second) };
  });

const pairs = fc.sample(edited, { numRuns: 250, seed: 7 }).filter(({ before, after }) => before !== after);

const realDiff = (): Promise<string> =>
  new Promise((resolve) => {
    execFile("git", ["diff", "--no-index", "before", "after"], { cwd: folder, maxBuffer: 1 << 26 }, (_, out) => {
      resolve(out);
    });
  });

/** The hunks alone, by name: what stands above them names objects and folders. */
function hunksByName(patch: string): ReadonlyMap<string, string> {
  const parts = patch.split(/^(?=diff --git )/mu);
  return new Map(
    parts.flatMap((part) => {
      const name = /(\d+\.txt)\n/u.exec(part)?.[1];
      const at = part.search(/^@@/mu);
      return name === undefined || at < 0 ? [] : [[name, part.slice(at)]];
    }),
  );
}

test("puts changes where git puts them, when they could stand in several places", async () => {
  for (const side of ["before", "after"] as const) {
    await mkdir(join(folder, side));
    for (const [at, pair] of pairs.entries()) await writeFile(join(folder, side, `${at}.txt`), pair[side]);
  }
  const real = hunksByName(await realDiff());
  const ours = hunksByName(
    pairs
      .map(({ before, after }, at) => {
        const bytes = (text: string) => new TextEncoder().encode(text);
        const state = (oid: string) => ({ oid, mode: 0o100644 });
        const change = { path: `${at}.txt`, before: state("1"), after: state("2") };
        return writePatch({ color: false }, change, { before: bytes(before), after: bytes(after) });
      })
      .join(""),
  );
  const alike = [...real].filter(([name, hunks]) => ours.get(name) === hunks);
  expect(real.size).toBeGreaterThan(150);
  expect(alike.length / real.size).toBeGreaterThan(0.98);
});
