import { runInThisContext } from "node:vm";
import { expect, test } from "vitest";
import { VmContext } from "./vm-context";

const languageNames = new Set(["Array", "eval", "globalThis", "undefined", "Reflect", "Object"]);
const open = (sandbox: object): VmContext =>
  new VmContext(sandbox, { languageNames, evaluate: (code) => runInThisContext(code) as unknown });
const run = (context: VmContext, code: string): unknown => context.evaluate(code, "", {});

test("a function that is compiled in a context has its globals, and no others", () => {
  const sandbox: Record<string, unknown> = { given: 1 };
  const compiled = run(
    open(sandbox),
    "(function (a) { globalThis.made = a + given; return [typeof process, typeof made]; })",
  ) as (a: number) => unknown;
  expect(compiled(2)).toEqual(["undefined", "number"]);
  expect([sandbox["made"], "made" in globalThis]).toEqual([3, false]);
});

test("what a script declares is the context's, for the next script too", () => {
  const sandbox: Record<string, unknown> = {};
  const context = open(sandbox);
  run(context, "var a = 1; function f() { return a; } b = 2;");
  expect([sandbox["a"], sandbox["b"], (sandbox["f"] as () => number)()]).toEqual([1, 2, 1]);
  expect(run(context, "a + b + f()")).toBe(4);
});

test.each(["", '"use strict"; '])(
  "names of `let`, `const` and `class` are no properties of the context (%s)",
  (head) => {
    const sandbox: Record<string, unknown> = {};
    const context = open(sandbox);
    run(context, `${head}let a = 1, z; const { b } = { b: 2 }; class C {}\nvar v = 3, w; function f() { return a }`);
    expect(Object.keys(sandbox).toSorted()).toEqual(["f", "v", "w"]);
    expect(run(context, "[a, typeof z, b, C.name, v, f()]")).toEqual([1, "undefined", 2, "C", 3, 1]);
    expect(() => run(context, "b = 3")).toThrow("Assignment to constant variable.");
    expect(() => run(context, "let a")).toThrow("Identifier 'a' has already been declared");
    expect(run(context, "a = 5; a")).toBe(5);
  },
);

test("strict code may not make globals by assigning, nor change what can't be written", () => {
  const sandbox = Object.defineProperty({ x: 1 }, "fixed", { value: 1 });
  const context = open(sandbox);
  expect(() => run(context, '"use strict"; missing = 1')).toThrow(ReferenceError);
  expect(() => run(context, '"use strict"; fixed = 2')).toThrow("Cannot assign to read only property 'fixed'");
  run(context, "fixed = 2; x = 2");
  expect([sandbox.x, "missing" in globalThis]).toEqual([2, false]);
});

test("a declared name can't be deleted, and a script's last value is that of its last expression", () => {
  const context = open({});
  expect(run(context, "var c = 1; delete c")).toBe(false);
  expect(run(context, "7; let d = 8")).toBe(7);
  expect(run(context, '"use strict"; 7; let e = 8;')).toBe(7);
});

test("the global object lists the language's own names and isn't the context object", () => {
  const sandbox: Record<string, unknown> = { own: 1 };
  sandbox["self"] = sandbox;
  const context = open(sandbox);
  expect(run(context, "Reflect.ownKeys(globalThis).includes('Array')")).toBe(true);
  expect(run(context, "Object.keys(globalThis)")).toEqual(["own", "self"]);
  expect(run(context, "self === globalThis")).toBe(true);
  expect(run(context, "delete globalThis.Array; typeof Array")).toBe("undefined");
});
