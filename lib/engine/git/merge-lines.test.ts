import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { mergeTexts } from "./merge-lines";

const line = fc.constantFrom("one", "two", "three", "four", "{", "}", "");
const edits = fc.array(fc.record({ at: fc.nat(14), drop: fc.nat(2), put: fc.array(line, { maxLength: 3 }) }), {
  maxLength: 2,
});
const end = fc.constantFrom("\n", "\n", "\n", "");

const triples = fc
  .record({
    lines: fc.array(line, { maxLength: 14 }),
    ours: edits,
    theirs: edits,
    ends: fc.array(end, { minLength: 3, maxLength: 3 }),
  })
  .map(({ lines, ours, theirs, ends }) => {
    const made = [[], ours, theirs].map((own, at) => {
      const all = [...lines];
      for (const { at: place, drop, put } of own) all.splice(place, drop, ...put);
      return all.length === 0 ? "" : all.join("\n") + (ends[at] ?? "\n");
    });
    return { base: made[0] ?? "", ours: made[1] ?? "", theirs: made[2] ?? "" };
  });

/** `git merge-file` on three files of a folder. */
const realMerge = (folder: string, at: number): Promise<string> =>
  new Promise((resolve) => {
    const names = ["ours", "base", "theirs"].map((name) => join(folder, `${at}.${name}`));
    execFile("git", ["merge-file", "-p", "-q", "-L", "HEAD", "-L", "base", "-L", "topic", ...names], (_, out) => {
      resolve(out);
    });
  });

test("joins three texts as git does, conflicts and their markers included", async () => {
  const folder = await mkdtemp(join(tmpdir(), "merge-"));
  const all = fc.sample(triples, { numRuns: 40, seed: 3 });
  const differing: unknown[] = [];
  for (const [at, triple] of all.entries()) {
    for (const [name, text] of Object.entries(triple)) await writeFile(join(folder, `${at}.${name}`), text);
    const merged = mergeTexts(triple.base, triple.ours, triple.theirs, { ours: "HEAD", theirs: "topic" });
    const real = await realMerge(folder, at);
    if (merged.text !== real) differing.push({ ...triple, real, merged: merged.text });
  }
  await rm(folder, { recursive: true });
  expect(differing).toEqual([]);
});

test("a side that changed nothing has no say", () => {
  fc.assert(
    fc.property(triples, ({ base, ours }) => {
      const names = { ours: "a", theirs: "b" };
      expect(mergeTexts(base, ours, base, names)).toEqual({ text: ours, conflicts: 0 });
      expect(mergeTexts(base, base, ours, names)).toEqual({ text: ours, conflicts: 0 });
      expect(mergeTexts(base, ours, ours, names)).toEqual({ text: ours, conflicts: 0 });
    }),
  );
});
