import { runInThisContext } from "node:vm";
import { expect, test } from "vitest";
import { wrapConstructor } from "./function-constructors";

const AsyncFunction = (async () => {}).constructor as FunctionConstructor;

/** Compiles by the platform, with `import()` answered here. */
function compile(source: string): object {
  const imports = (name: string) => Promise.resolve({ default: `module ${name}` });
  const make = runInThisContext(`(imports) => (${source.replaceAll("import(", "imports(")})`) as typeof compileWith;
  return make(imports);
}
declare function compileWith(imports: unknown): object;

const Wrapped = wrapConstructor(Function as never, "function", compile) as unknown as FunctionConstructor;
const WrappedAsync = wrapConstructor(
  AsyncFunction as never,
  "async function",
  compile,
) as unknown as FunctionConstructor;

test("what a program compiles imports by the loader it is given", async () => {
  const load = new Wrapped("name", "return import(name)") as (name: string) => Promise<{ default: string }>;
  expect((await load("./a.mjs")).default).toBe("module ./a.mjs");
  const direct = WrappedAsync("return (await import('b')).default") as () => Promise<string>;
  expect(await direct()).toBe("module b");
  expect([load instanceof Function, Object.getPrototypeOf(direct) === AsyncFunction.prototype]).toEqual([true, true]);
});

test("all else is the platform's: parameters, errors, subclasses", () => {
  expect((Wrapped("a, b", "c", "return a + b + c") as (...n: number[]) => number)(1, 2, 3)).toBe(6);
  expect((Wrapped() as () => unknown)()).toBeUndefined();
  expect(() => Wrapped("return import(")).toThrow(SyntaxError);
  expect(() => Wrapped("a) { import('x') }, function (", "")).toThrow(SyntaxError);
  class Own extends Wrapped {
    get isOwn(): boolean {
      return true;
    }
  }
  const made = new Own("return import('x')");
  expect([made.isOwn, made instanceof Wrapped, made instanceof Function]).toEqual([true, true, true]);
});
