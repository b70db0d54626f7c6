import { expect, test } from "vitest";
import { revive } from "@/lib/engine/node/tables/revive";

const ignore = (): void => undefined;

test("gives plain values as they are and the rest by their kind", () => {
  const made = revive(
    {
      $: "bare",
      values: {
        one: 1,
        infinite: { $: "number", value: "Infinity" },
        symbol: { $: "symbol", name: "owner" },
        fields: { $: "Uint32Array", length: 3, values: [1, 2, 3] },
        list: { $: "array", values: ["a", { $: "undefined" }] },
        map: { $: "map", values: [["k", 2]] },
      },
    },
    "b",
    ignore,
  ) as Record<string, unknown>;
  expect(Object.getPrototypeOf(made)).toBeNull();
  expect(made["one"]).toBe(1);
  expect(made["infinite"]).toBe(Infinity);
  expect((made["symbol"] as symbol).description).toBe("owner");
  expect(made["fields"]).toEqual(new Uint32Array(3));
  expect(made["list"]).toEqual(["a", undefined]);
  expect(made["map"]).toEqual(new Map([["k", 2]]));
});

test("a function that nothing implements tells its path, methods too", () => {
  const called: string[] = [];
  const shape = { $: "function", methods: ["open"], statics: { limit: 5 } };
  const Handle = revive(shape, "pipe_wrap.Pipe", (path) => called.push(path)) as {
    new (): { open(): void };
    limit: number;
  };
  new Handle().open();
  expect(called).toEqual(["pipe_wrap.Pipe", "pipe_wrap.Pipe#open"]);
  expect(Handle.limit).toBe(5);
});

test("makes a new value each time", () => {
  const shape = { $: "object", values: {} };
  expect(revive(shape, "b", ignore)).not.toBe(revive(shape, "b", ignore));
});
