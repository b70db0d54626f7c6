import { expect, test } from "vitest";
import { createRemembered, type KeyValueMemory } from "./remembered";

function createMemory(held: Record<string, string> = {}): KeyValueMemory & { held: Record<string, string> } {
  return {
    held,
    getItem: (key) => held[key] ?? null,
    setItem: (key, value) => {
      held[key] = value;
    },
  };
}

const asNumber = (raw: unknown) => (typeof raw === "number" ? raw : 0);

test("a value that was set is there for the next store", () => {
  const memory = createMemory();
  createRemembered({ key: "n", initial: 1, parse: asNumber, memory }).set((now) => now + 4);
  expect(createRemembered({ key: "n", initial: 1, parse: asNumber, memory }).get()).toBe(5);
});

test("a damaged memory is answered with the initial value", () => {
  const memory = createMemory({ n: "{nonsense" });
  expect(createRemembered({ key: "n", initial: 7, parse: asNumber, memory }).get()).toBe(7);
});

test("a memory that is full keeps the value for as long as the tab lives", () => {
  const memory: KeyValueMemory = {
    getItem: () => null,
    setItem: () => {
      throw new DOMException("full", "QuotaExceededError");
    },
  };
  const store = createRemembered({ key: "n", initial: 1, parse: asNumber, memory });
  store.set(2);
  expect(store.get()).toBe(2);
});

test("what a page renders before it can read the memory doesn't depend on it", () => {
  const memory = createMemory({ n: "9" });
  const store = createRemembered({ key: "n", initial: 1, parse: asNumber, memory });
  expect([store.initial, store.get()]).toEqual([1, 9]);
});
