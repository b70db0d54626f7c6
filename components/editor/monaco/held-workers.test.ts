import { expect, test } from "vitest";
import { holdWorkers } from "./held-workers";

function workers() {
  const made: string[] = [];
  const held = holdWorkers((label) => {
    made.push(label);
    return { label } as unknown as Worker;
  });
  return { held, made };
}

test("makes a worker at once while nothing is held", () => {
  const { held, made } = workers();
  expect(held.ask("typescript")).toEqual({ label: "typescript" });
  expect(made).toEqual(["typescript"]);
});

test("makes the last of each kind when it may", async () => {
  const { held, made } = workers();
  held.hold();
  const given: string[] = [];
  const ask = async (label: string, name: string) => {
    await held.ask(label);
    given.push(name);
  };
  void ask("typescript", "first");
  const second = ask("typescript", "second");
  const other = ask("javascript", "other");
  expect(made).toEqual([]);
  held.release();
  await Promise.all([second, other]);
  expect([made, given]).toEqual([
    ["typescript", "javascript"],
    ["second", "other"],
  ]);
  expect(held.ask("typescript")).toEqual({ label: "typescript" });
  expect(made).toHaveLength(3);
});
