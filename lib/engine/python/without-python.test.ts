import { expect, test } from "vitest";
import { answerWithoutPython } from "./without-python";

test("pip is asked by either name", () => {
  expect(answerWithoutPython("pip3", ["install", "x"])).toMatchObject({ pip: ["install", "x"] });
  expect(answerWithoutPython("python", ["-m", "pip", "install", "x"])).toMatchObject({ pip: ["install", "x"] });
});

test("answers what a setup script asks first", () => {
  expect(answerWithoutPython("python3", ["-m", "venv", ".venv"])).toMatchObject({ code: 0, environment: ".venv" });
  expect(answerWithoutPython("python3", ["-m", "venv"])).toMatchObject({ code: 2 });
  expect(answerWithoutPython("python3", ["-m", "http.server", "99"])?.server?.port).toBe(99);
  expect(answerWithoutPython("python3", ["-m", "http.server", "--cgi"])).toMatchObject({ code: 2 });
});

test("leaves everything else to Python", () => {
  for (const args of [[], ["main.py"], ["-c", "1"], ["-m", "unittest"], ["-V"]])
    expect(answerWithoutPython("python", args)).toBeUndefined();
});
