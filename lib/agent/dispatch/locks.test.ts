import type { Locks } from "@/lib/tools";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { conflict, createGate } from "./locks";

const paths = (reads: readonly string[], writes: readonly string[] = []): Locks => ({ type: "paths", reads, writes });
const free: Locks = { type: "free" };
const never = new AbortController().signal;

test.each([
  [paths(["a"]), paths(["a"]), false],
  [paths(["a"]), paths([], ["a"]), true],
  [paths([], ["src/x"]), paths(["src"]), true],
  [paths([], ["src"]), paths(["srcs"]), false],
  [paths(["."]), paths([], ["deep/file"]), true],
  [{ type: "exclusive" } as const, paths(["a"]), true],
  [{ type: "exclusive" } as const, { type: "free" } as const, false],
])("%o and %o conflict: %s", (a, b, expected) => {
  expect(conflict(a, b)).toBe(expected);
  expect(conflict(b, a)).toBe(expected);
});

test("Read, Read, Write, Read, Read gives three waves", async () => {
  const gate = createGate();
  const log: string[] = [];
  const visit = async (name: string, locks: Locks) => {
    const leave = await gate.enter(locks, never, () => undefined);
    log.push(`+${name}`);
    await new Promise((resolve) => {
      setTimeout(resolve, 5);
    });
    log.push(`-${name}`);
    leave();
  };
  await Promise.all([
    visit("1", paths(["a"])),
    visit("2", paths(["a"])),
    visit("3", paths([], ["a"])),
    visit("4", paths(["a"])),
    visit("5", paths(["a"])),
  ]);
  expect(log).toEqual(["+1", "+2", "-1", "-2", "+3", "-3", "+4", "+5", "-4", "-5"]);
});

test("one that is stopped while it waits lets the next through", async () => {
  const gate = createGate();
  const leave = await gate.enter({ type: "exclusive" }, never, () => undefined);
  const stop = new AbortController();
  const second = gate.enter({ type: "exclusive" }, stop.signal, () => undefined);
  const third = gate.enter(paths(["a"]), never, () => undefined);
  stop.abort(new Error("stopped"));
  await expect(second).rejects.toThrow("stopped");
  leave();
  expect(await third).toBeTypeOf("function");
});

const locks: fc.Arbitrary<Locks> = fc.oneof(
  fc.constant<Locks>({ type: "free" }),
  fc.constant<Locks>({ type: "exclusive" }),
  fc
    .tuple(fc.subarray(["a", "a/b", "c"]), fc.subarray(["a", "a/b", "c"]))
    .map(([reads, writes]) => paths(reads, writes)),
);

test("conflicting calls never overlap, keep their order, and all get in", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(locks, { maxLength: 8 }),
      fc.array(fc.nat(3), { minLength: 8, maxLength: 8 }),
      async (all, times) => {
        const gate = createGate();
        const inside = new Set<number>();
        const entered: number[] = [];
        await Promise.all(
          all.map(async (own, at) => {
            const leave = await gate.enter(own, never, () => undefined);
            for (const other of inside) expect(conflict(own, all[other] ?? own)).toBe(false);
            inside.add(at);
            entered.push(at);
            for (let turn = 0; turn < (times[at] ?? 0); turn += 1) await Promise.resolve();
            inside.delete(at);
            leave();
          }),
        );
        expect(entered).toHaveLength(all.length);
        const overtaken = entered.flatMap((later, index) =>
          entered
            .slice(index + 1)
            .filter((earlier) => earlier < later && conflict(all[earlier] ?? free, all[later] ?? free)),
        );
        expect(overtaken).toEqual([]);
      },
    ),
    { numRuns: 60 },
  );
});
