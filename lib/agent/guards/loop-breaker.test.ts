import { expect, test } from "vitest";
import { truncateText } from "../dispatch/truncate";
import { createLoopBreaker, type Attempt } from "./loop-breaker";

const attempt = (more: Partial<Attempt> = {}): Attempt => ({
  name: "Bash",
  input: { command: "npm test" },
  failed: false,
  output: "",
  changed: false,
  ...more,
});

test("the same failure twice stops, unless something changed in between", () => {
  const breaker = createLoopBreaker();
  const failing = attempt({ failed: true, output: "1 failed" });
  expect(breaker.note(failing)).toBeUndefined();
  expect(breaker.note(attempt({ name: "Edit", changed: true }))).toBeUndefined();
  expect(breaker.note(failing)).toBeUndefined();
  expect(breaker.note(attempt({ name: "Read" }))).toBeUndefined();
  expect(breaker.note(failing)).toContain("failed twice");
});

test("another failure of the same call isn't the same", () => {
  const breaker = createLoopBreaker();
  expect(breaker.note(attempt({ failed: true, output: "2 failed" }))).toBeUndefined();
  expect(breaker.note(attempt({ failed: true, output: "1 failed" }))).toBeUndefined();
});

test("three equal calls in a row stop, waiting for a task doesn't", () => {
  const breaker = createLoopBreaker();
  expect([1, 2, 3].map(() => breaker.note(attempt()))).toEqual([
    undefined,
    undefined,
    expect.stringContaining("three times"),
  ]);
  expect([1, 2, 3, 4].map(() => breaker.note(attempt({ name: "TaskOutput" })))).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
  breaker.reset();
  expect(breaker.note(attempt())).toBeUndefined();
});

test("a long text keeps head and tail, says how much is left out, and cuts no character in half", () => {
  const text = "👋".repeat(5000);
  const cut = truncateText(text, 1000);
  expect(cut.length).toBeLessThan(1100);
  expect(cut).toMatch(/characters left out/);
  expect(() => encodeURIComponent(cut)).not.toThrow();
  expect(truncateText("short", 1000)).toBe("short");
});
