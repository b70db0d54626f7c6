import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { deepenStacks } from "@/lib/engine/node/stack-depth";

interface Scope {
  Error: ErrorConstructor;
  TypeError: TypeErrorConstructor;
  /** The class itself, as V8 knows it. */
  native: ErrorConstructor;
  depth: { readonly limit: number };
}

function open(): Scope {
  const scope = runInNewContext("({ Error, TypeError, native: Error })") as Scope;
  return Object.assign(scope, { depth: deepenStacks(scope) });
}

test("the program reads and sets its own limit, and V8 keeps more frames than that", () => {
  const { Error: shown, native, depth } = open();
  expect(shown.stackTraceLimit).toBe(10);
  expect(Object.getOwnPropertyDescriptor(shown, "stackTraceLimit")?.value).toBe(10);
  expect(native.stackTraceLimit).toBeGreaterThan(20);
  shown.stackTraceLimit = 3;
  expect([shown.stackTraceLimit, depth.limit]).toEqual([3, 3]);
  expect(native.stackTraceLimit).toBeGreaterThan(10);
});

test("no stacks are wanted: V8 makes none", () => {
  const { Error: shown, native } = open();
  shown.stackTraceLimit = 0;
  expect(native.stackTraceLimit).toBe(0);
  shown.stackTraceLimit = 7;
  expect(Reflect.deleteProperty(shown, "stackTraceLimit")).toBe(true);
  expect([shown.stackTraceLimit, native.stackTraceLimit]).toEqual([undefined, undefined]);
});

test("a class that is frozen can still be read", () => {
  const { Error: shown } = open();
  Object.freeze(shown);
  expect(typeof shown.stackTraceLimit).toBe("number");
  expect(() => Object.getOwnPropertyDescriptors(shown)).not.toThrow();
  expect(Reflect.set(shown, "stackTraceLimit", 1)).toBe(false);
});

test("errors, and classes of errors, are what they were", () => {
  const { Error: shown, TypeError: typed, native } = open();
  class Own extends shown {}
  const made = new Own("a");
  expect(made).toBeInstanceOf(native);
  expect(made).toBeInstanceOf(Own);
  expect(new shown("b", { cause: 1 }).cause).toBe(1);
  expect(Object.getPrototypeOf(new shown("b"))).toBe(native.prototype);
  expect(shown("c").constructor).toBe(shown);
  expect(Object.getPrototypeOf(typed)).toBe(shown);
  expect(new typed("d")).toBeInstanceOf(shown);
});
