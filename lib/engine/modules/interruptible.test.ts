import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { interruptible } from "./interruptible";

/** Runs with a limit of so many turns. */
function run(source: string, turns: number): unknown {
  const made = interruptible(source);
  if (!made) throw new Error("It can't be parsed.");
  let left = turns;
  const check = (): void => {
    if (--left < 0) throw new Error("enough");
  };
  return runInNewContext(made.code, { [made.check]: check }, { timeout: 5000 });
}

test.each([
  "while (true);",
  "for (;;) {}",
  "do { 1 } while (true)",
  "for (const a of (function* () { for (;;) yield 1 })()) a",
  "(function f() { f() })()",
  "const f = () => f(); f()",
  "const f = () => { 'use strict'; for (;;) try { f() } catch {} }; f()",
  "out: for (;;) { for (;;) continue out }",
  "class A { static { while (1) {} } }",
])("%s can be stopped", (source) => {
  expect(() => run(source, 50)).toThrow("enough");
});

test("a script that ends has the value it had, on the lines it had", () => {
  const source = "let n = 0\nfor (let i = 0; i < 10; i++) n += (a => a * 2)(i)\nn";
  expect(run(source, 1000)).toBe(90);
  expect(interruptible(source)?.code.split("\n")).toHaveLength(3);
});

test("what can't be parsed is left to V8", () => {
  expect(interruptible("for (")).toBeUndefined();
});
