import { expect, test } from "vitest";
import { createEmitter } from "./emitter";

test("tells listeners in the order in which they came", () => {
  const emitter = createEmitter<string>();
  const heard: string[] = [];
  emitter.on((event) => heard.push(`first ${event}`));
  emitter.on((event) => heard.push(`second ${event}`));
  emitter.emit("hello");
  expect(heard).toEqual(["first hello", "second hello"]);
});

test("a listener that throws doesn't keep the others from hearing", () => {
  const emitter = createEmitter<number>();
  const heard: number[] = [];
  emitter.on(() => {
    throw new Error("broken");
  });
  emitter.on((event) => heard.push(event));
  expect(() => {
    emitter.emit(1);
  }).toThrow("broken");
  expect(heard).toEqual([1]);
});

test("several failures come together", () => {
  const emitter = createEmitter<number>();
  for (const name of ["one", "two"]) {
    emitter.on(() => {
      throw new Error(name);
    });
  }
  expect(() => {
    emitter.emit(1);
  }).toThrow(AggregateError);
});

test("the same function may listen twice and stop once", () => {
  const emitter = createEmitter<number>();
  let heard = 0;
  const listener = () => void heard++;
  const first = emitter.on(listener);
  emitter.on(listener);
  first.dispose();
  first.dispose();
  emitter.emit(1);
  expect(heard).toBe(1);
});

test("one who comes while an event is told hears from the next one on", () => {
  const emitter = createEmitter<number>();
  const heard: number[] = [];
  emitter.on((event) => {
    if (event === 1) emitter.on((later) => heard.push(later));
  });
  emitter.emit(1);
  emitter.emit(2);
  expect(heard).toEqual([2]);
});
