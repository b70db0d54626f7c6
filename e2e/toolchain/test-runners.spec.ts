import { expect, test } from "../fixtures/test";
import { oneComputer } from "./computer";

const computer = oneComputer();

test("node --test finds tests, runs each file in a process, and counts", async () => {
  const { write, run } = computer();
  await write({
    "own/a.test.mjs": `
      import test from "node:test";
      import assert from "node:assert";
      test("passes", () => assert.ok(true));
      test("nests", (t) => t.test("inner", () => assert.deepEqual({ a: 1 }, { a: 1 })));
      test("mocks", (t) => { const f = t.mock.fn((x) => x * 2); assert.equal(f(2), 4); assert.equal(f.mock.callCount(), 1); });
      test("is skipped", { skip: true }, () => {});`,
    "own/b.test.cjs": `require("node:test")("fails", () => require("node:assert").equal(1, 2));`,
  });
  const { code, output } = await run("cd own && node --test");
  expect(code).toBe(1);
  for (const line of ["tests 6", "pass 4", "fail 1", "skipped 1", "ERR_ASSERTION"]) expect(output).toContain(line);
});

test("mocha runs its specs, CommonJS and modules", async () => {
  const { write, works, run } = computer();
  await write({
    "mocha/package.json": { private: true },
    "mocha/test/a.js": `
      const assert = require("node:assert");
      describe("array", () => {
        it("finds", () => assert.equal([1, 2].indexOf(2), 1));
        it("waits", () => new Promise((done) => setTimeout(done, 20)));
        it("fails", () => assert.equal(1, 2));
      });`,
    "mocha/test/b.mjs": `
      import assert from "node:assert";
      await 0;
      it("is a module", () => assert.ok(import.meta.url));`,
  });
  await works("cd mocha && npm install mocha@12.0.3");
  const { code, output } = await run("cd mocha && npx mocha");
  expect([code, output]).toEqual([1, expect.stringMatching(/3 passing[^]*1 failing[^]*array\s+fails/u)]);
});

test("vitest runs tests in processes and in threads, with its mocks and clocks, and tells what failed", async () => {
  const { write, works, run } = computer();
  await write({
    "vitest/package.json": { private: true, type: "module" },
    "vitest/sum.ts": "export const sum = (...given: number[]): number => given.reduce((a, b) => a + b, 0);\n",
    "vitest/sum.test.ts": `
      import { describe, expect, it, vi } from "vitest";
      import { sum } from "./sum";
      describe("sum", () => {
        it("adds", () => expect(sum(1, 2, 3)).toBe(6));
        it("has its own clock", () => {
          vi.useFakeTimers();
          const call = vi.fn();
          setTimeout(call, 1000);
          vi.advanceTimersByTime(1000);
          expect(call).toHaveBeenCalledOnce();
          vi.useRealTimers();
        });
        it("snapshots", () => expect("x").toMatchInlineSnapshot('"x"'));
      });`,
    "vitest/bad.test.ts": `import { expect, it } from "vitest";\nit("fails", () => expect(1).toBe(2));\n`,
  });
  await works("cd vitest && npm install vitest@5.1.1");
  expect(await works("cd vitest && npx vitest run sum.test.ts")).toMatch(/Tests +3 passed/u);
  const bad = await run("cd vitest && npx vitest run bad.test.ts --pool threads");
  expect([bad.code, bad.output]).toEqual([1, expect.stringContaining("expected 1 to be 2")]);
});
