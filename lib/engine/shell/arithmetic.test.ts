import { parse } from "unbash";
import { expect, test } from "vitest";
import { evaluate } from "./arithmetic";

function calculate(text: string, start: Record<string, string> = {}) {
  const variables = new Map(Object.entries(start));
  const run = (source: string): bigint => {
    const [statement] = parse(`((${source}))`).commands;
    const command = statement?.command;
    if (command?.type !== "ArithmeticCommand" || command.expression === undefined) throw new Error("no expression");
    return evaluate(command.expression, {
      read: (name) => variables.get(name),
      write: (name, value) => void variables.set(name, value),
      expand: (word) => word.value,
      evaluateText: run,
      capture: () => "",
    });
  };
  return { value: run(text), variables };
}

test.each([
  ["1 + 2 * 3", 7],
  ["(1 + 2) * 3", 9],
  ["7 / 2", 3],
  ["-7 / 2", -3],
  ["7 % 3", 1],
  ["2 ** 10", 1024],
  ["1 << 4 | 3", 19],
  ["0x1f + 010 + 2#11", 42],
  ["3 > 2 ? 10 : 20", 10],
  ["1 && 0 || 1", 1],
  ["!5 + ~1", -2],
  ["unset + 1", 1],
])("%s = %d", (text, value) => {
  expect(calculate(text).value).toBe(BigInt(value));
});

test("assignments and steps change variables", () => {
  const { value, variables } = calculate("a += 2, b = a++ * ++c", { a: "1", c: "4" });
  expect([value, variables.get("a"), variables.get("b"), variables.get("c")]).toEqual([15n, "4", "15", "5"]);
});

test("a variable that holds an expression is evaluated", () => {
  expect(calculate("a * 2", { a: "b", b: "21" }).value).toBe(42n);
});

test("dividing by nothing is an error", () => {
  expect(() => calculate("1 / 0")).toThrow("division by 0");
});
