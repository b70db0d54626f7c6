import { Failure } from "@/lib/base";
import { expect, test } from "vitest";
import { readFailure, waitAskedFor, waitBefore } from "./failure";

const http = (statusCode: number, message = "", responseHeaders = {}) =>
  Object.assign(new Error(message), { statusCode, responseHeaders });

test.each([
  [http(429, "slow down"), "retry"],
  [http(429, "You exceeded your current quota"), "credit"],
  [http(500), "retry"],
  [http(529, "Overloaded"), "retry"],
  [http(401), "key"],
  [http(402), "credit"],
  [http(404), "fatal"],
  [http(400, "prompt is too long: 210000 tokens > 200000 maximum"), "overflow"],
  [http(400, "This model's maximum context length is 128000 tokens"), "overflow"],
  [http(413, "input is too long"), "overflow"],
  [http(400, "Your credit balance is too low"), "credit"],
  [http(400, "tools.0: invalid"), "fatal"],
  [http(200, "Failed to process successful response"), "retry"],
  [{ type: "overloaded_error", message: "Overloaded" }, "retry"],
  [{ error: { type: "server_error", message: "oops" } }, "retry"],
  ["Rate limit reached", "retry"],
  [new TypeError("Failed to fetch"), "retry"],
  [new Error("outer", { cause: new Error("other side closed") }), "retry"],
  [new Error("The stream ended before the answer did."), "retry"],
  [new Error("something else"), "fatal"],
  [Object.assign(new Failure("key", "Enter a key."), { waysOn: ["enter-key"] }), "key"],
  [Object.assign(new Failure("context-full", "Full."), { waysOn: ["compact"] }), "overflow"],
  [Object.assign(new Failure("no-gpu", "There is no GPU."), { waysOn: ["use-cpu"] }), "fatal"],
  [undefined, "fatal"],
])("reads %o as %s", (error, type) => {
  expect(readFailure(error).type).toBe(type);
});

test("takes the wait that the provider asks for, in any of its spellings", () => {
  expect(waitAskedFor({ "retry-after": "3" }, 0)).toBe(3000);
  expect(waitAskedFor({ "retry-after-ms": "150", "retry-after": "9" }, 0)).toBe(150);
  expect(waitAskedFor({ "retry-after": new Date(5000).toUTCString() }, 1000)).toBe(4000);
  expect(waitAskedFor({ "retry-after": "soon" }, 0)).toBeUndefined();
  expect(readFailure(http(429, "x", { "retry-after": "2" }))).toEqual({
    type: "retry",
    why: "The provider asks to slow down",
    after: 2000,
  });
});

test("waits longer each time, within bounds", () => {
  expect([1, 2, 3].map((attempt) => waitBefore(attempt, undefined, () => 0))).toEqual([500, 1000, 2000]);
  expect(waitBefore(30, undefined, () => 1)).toBeLessThanOrEqual(75_000);
  expect(waitBefore(1, 10, () => 1)).toBe(10);
});
