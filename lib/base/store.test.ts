import { expect, test } from "vitest";
import { createStore } from "./store";

test("tells of a change after it can be read", () => {
  const store = createStore(1);
  const seen: number[] = [];
  store.subscribe(() => seen.push(store.get()));
  store.set(2);
  store.set((now) => now + 1);
  expect(seen).toEqual([2, 3]);
});

test("setting what is already held tells no one", () => {
  const held = { a: 1 };
  const store = createStore(held);
  let told = 0;
  store.subscribe(() => told++);
  store.set(held);
  store.set((now) => now);
  expect(told).toBe(0);
});

test("one who left hears no more, and may leave while being told", () => {
  const store = createStore(0);
  const heard: string[] = [];
  const leave = store.subscribe(() => {
    heard.push("first");
    leave();
  });
  store.subscribe(() => heard.push("second"));
  store.set(1);
  store.set(2);
  expect(heard).toEqual(["first", "second", "second"]);
});

test("the same listener may subscribe twice and leave once", () => {
  const store = createStore(0);
  let told = 0;
  const listener = () => void told++;
  const leave = store.subscribe(listener);
  store.subscribe(listener);
  leave();
  leave();
  store.set(1);
  expect(told).toBe(1);
});

test("a listener that throws doesn't keep the others from hearing", () => {
  const store = createStore(0);
  let told = 0;
  store.subscribe(() => {
    throw new Error("broken listener");
  });
  store.subscribe(() => void told++);
  expect(() => {
    store.set(1);
  }).toThrow("broken listener");
  expect(told).toBe(1);
  expect(store.get()).toBe(1);
});
