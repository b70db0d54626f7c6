import fc from "fast-check";
import { expect, test } from "vitest";
import { drawGraph } from "./draw-graph";
import { parseLog } from "./parse-log";

const commit = (id: string, ...parents: string[]) => ({ id, parents });

test("a straight history is one lane", () => {
  const rows = drawGraph([commit("c", "b"), commit("b", "a"), commit("a")]);
  expect(rows.map(({ lane }) => lane)).toEqual([0, 0, 0]);
  expect(rows.map(({ lines }) => lines)).toEqual([[{ from: 0, to: 0 }], [{ from: 0, to: 0 }], []]);
});

test("a merge opens a lane that ends where both began", () => {
  const rows = drawGraph([commit("m", "b", "x"), commit("b", "a"), commit("x", "a"), commit("a")]);
  expect(rows.map(({ lane }) => lane)).toEqual([0, 0, 1, 0]);
  expect(rows[0]?.lines).toEqual([
    { from: 0, to: 0 },
    { from: 0, to: 1 },
  ]);
  expect(rows[2]?.lines).toEqual([
    { from: 0, to: 0 },
    { from: 1, to: 0 },
  ]);
  expect(rows[3]).toMatchObject({ lane: 0, lines: [] });
});

test("whatever the history, each line leads from a lane to a lane that is there", () => {
  const histories = fc.array(fc.array(fc.nat(6), { maxLength: 3 }), { maxLength: 30 }).map((steps) =>
    steps.map((parents, at) => ({
      id: String(at),
      parents: [...new Set(parents.map((far) => String(at + 1 + far)))].filter((id) => Number(id) < steps.length),
    })),
  );
  fc.assert(
    fc.property(histories, (commits) => {
      for (const { lane, lines, width } of drawGraph(commits)) {
        expect(lane).toBeLessThan(width);
        for (const { from, to } of lines) {
          expect(from).toBeGreaterThanOrEqual(0);
          expect(to).toBeGreaterThanOrEqual(0);
          expect(Math.max(from, to)).toBeLessThan(width);
        }
      }
    }),
  );
});

test("reads a log, and passes over what is none", () => {
  const id = "a".repeat(40);
  expect(
    parseLog(
      `${id}\u001f\u001fAda\u001f10\u001fHEAD -> refs/heads/main, tag: refs/tags/v1, refs/remotes/origin/main, refs/remotes/origin/HEAD, refs/remotes/my/fork/a, refs/heads/try/it, refs/heads/origin/x, refs/stash\u001ffirst\u001fpart\n\nnoise`,
    ),
  ).toEqual([
    {
      id,
      parents: [],
      author: "Ada",
      at: 10_000,
      subject: "first\u001fpart",
      names: [
        { type: "head", name: "main" },
        { type: "tag", name: "v1" },
        { type: "remote", name: "origin/main" },
        { type: "remote", name: "my/fork/a" },
        { type: "branch", name: "try/it" },
        { type: "branch", name: "origin/x" },
      ],
    },
  ]);
});
