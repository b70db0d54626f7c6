import { expect, test } from "vitest";
import { ContextGlobal } from "./context-global";

const open = (sandbox: object): object =>
  new ContextGlobal(sandbox, new Set(["Array", "eval"]), new Map([["eval", 7]])).proxy;

test("a frozen global has its own names and no others", () => {
  const proxy = open({ a: 1 });
  expect(Reflect.ownKeys(proxy)).toEqual(["Array", "eval", "a"]);
  Object.freeze(proxy);
  expect(Object.isFrozen(proxy)).toBe(true);
  expect(Reflect.ownKeys(proxy)).toEqual(["a"]);
});

test("what is replaced has its new value, and its own once it is assigned", () => {
  const proxy = open({}) as { eval: unknown };
  expect(proxy.eval).toBe(7);
  proxy.eval = 8;
  expect(Object.getOwnPropertyDescriptor(proxy, "eval")).toEqual({
    value: 8,
    writable: true,
    enumerable: true,
    configurable: true,
  });
});
