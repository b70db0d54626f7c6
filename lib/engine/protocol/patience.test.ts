import fc from "fast-check";
import { expect, test } from "vitest";
import { Patience } from "./patience";

/** What waiting gave each time, and how often it was tried at all. */
function after(patience: Patience, comes: readonly boolean[]) {
  let tries = 0;
  const found = comes.map((come) =>
    patience.try(() => {
      tries += 1;
      return come;
    }),
  );
  return { tries, found };
}

const many = (value: boolean, length: number) => Array.from({ length }, () => value);

test("what comes is waited for every time", () => {
  expect(after(new Patience(), many(true, 50))).toEqual({ tries: 50, found: many(true, 50) });
});

test("what never comes is waited for three times, and then rarely", () => {
  const { tries, found } = after(new Patience(), many(false, 163));
  expect(found).not.toContain(true);
  expect(tries).toBe(3 + 10);
});

test("after one that came it's waited for again", () => {
  const patience = new Patience();
  const { found } = after(patience, [...many(false, 40), ...many(true, 17)]);
  const first = found.indexOf(true);
  expect(first).toBeGreaterThanOrEqual(40);
  expect(found.slice(first)).toEqual(many(true, 57 - first));
});

test("it never says that something has come that hasn't", () => {
  fc.assert(
    fc.property(fc.array(fc.boolean()), (comes) => {
      const { found } = after(new Patience(), comes);
      expect(found.every((each, at) => !each || comes[at] === true)).toBe(true);
    }),
  );
});
