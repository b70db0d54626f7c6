import { runInThisContext } from "node:vm";
import { expect, test } from "vitest";
import { VmContext } from "./vm-context";

const open = (sandbox: object) =>
  new VmContext(
    sandbox,
    new Set(["Array", "eval", "globalThis", "undefined"]),
    (code) => runInThisContext(code) as unknown,
  );

test("a function that is compiled in a context has its globals, and no others", () => {
  const sandbox: Record<string, unknown> = { given: 1 };
  const compiled = open(sandbox).evaluate(
    "(function (a) { globalThis.made = a + given; return [typeof process, typeof made]; })",
    "",
    {},
  ) as (a: number) => unknown;
  expect(compiled(2)).toEqual(["undefined", "number"]);
  expect([sandbox["made"], "made" in globalThis]).toEqual([3, false]);
});

test("what a script declares is the context's, for the next script too", () => {
  const sandbox: Record<string, unknown> = {};
  const context = open(sandbox);
  context.evaluate("var a = 1; function f() { return a; } b = 2;", "", {});
  expect([sandbox["a"], sandbox["b"], (sandbox["f"] as () => number)()]).toEqual([1, 2, 1]);
  expect(context.evaluate("a + b + f()", "", {})).toBe(4);
});
