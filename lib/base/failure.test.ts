import { expect, test } from "vitest";
import { codeOf, Failure, messageOf } from "./failure";

test("a failure carries its code and its cause", () => {
  const cause = new Error("disk");
  const failure = new Failure("EIO", "can't write", { cause });
  expect(failure).toBeInstanceOf(Error);
  expect([failure.code, failure.message, failure.cause]).toEqual(["EIO", "can't write", cause]);
  expect(codeOf(failure)).toBe("EIO");
});

test.each([
  [Object.assign(new Error("x"), { code: "ENOENT" }), "ENOENT"],
  [{ code: "EACCES" }, "EACCES"],
  [{ code: 7 }, undefined],
  [new Error("x"), undefined],
  [null, undefined],
  ["ENOENT", undefined],
])("the code of %o is %s", (thrown, code) => {
  expect(codeOf(thrown)).toBe(code);
});

test("what an error says, whatever was thrown", () => {
  expect(messageOf(new TypeError("bad"))).toBe("bad");
  expect(messageOf("plain")).toBe("plain");
  expect(messageOf(undefined)).toBe("undefined");
  expect(messageOf(Object.create(null))).toBe("[object Object]");
});
