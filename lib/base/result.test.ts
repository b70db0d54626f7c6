import { expect, expectTypeOf, test } from "vitest";
import { failure, success, type Result } from "./result";

const halve = (number: number): Result<number, string> =>
  number % 2 === 0 ? success(number / 2) : failure(`${number} is odd`);

test("either a value or an error, told apart by `ok`", () => {
  expect(halve(4)).toEqual({ ok: true, value: 2 });
  const odd = halve(3);
  expect(odd.ok ? odd.value : odd.error).toBe("3 is odd");
  if (!odd.ok) expectTypeOf(odd.error).toBeString();
});
