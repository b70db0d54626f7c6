import { expect, test } from "vitest";
import { answerWithoutPython } from "./pip";

test("says in one answer why nothing can be installed, by either name", () => {
  const byName = answerWithoutPython("pip3", ["install", "requests"]);
  expect(byName).toMatchObject({ code: 1, out: "" });
  expect(byName?.err).toContain("can't reach a package index");
  expect(answerWithoutPython("python", ["-m", "pip", "install", "requests"])).toEqual(byName);
});

test("answers what a setup script asks first", () => {
  expect(answerWithoutPython("pip", ["--version"])?.code).toBe(0);
  expect(answerWithoutPython("python3", ["-m", "venv", ".venv"])).toMatchObject({ code: 0, environment: ".venv" });
  expect(answerWithoutPython("python3", ["-m", "venv"])).toMatchObject({ code: 2 });
  expect(answerWithoutPython("python3", ["-m", "http.server"])?.err).toContain("npx serve");
});

test("leaves everything else to Python", () => {
  for (const args of [[], ["main.py"], ["-c", "1"], ["-m", "unittest"], ["-V"]])
    expect(answerWithoutPython("python", args)).toBeUndefined();
});
