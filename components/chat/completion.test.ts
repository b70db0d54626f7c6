import { expect, test } from "vitest";
import { complete, mentionsIn, tokenAt } from "./completion";

test("completes a file after an at sign, wherever it stands, but not inside an address", () => {
  expect(tokenAt("look at @src/a", 14)).toEqual({ type: "file", query: "src/a", start: 8, end: 14 });
  expect(tokenAt("mail me@example", 15)).toBeUndefined();
  expect(tokenAt("@", 1)).toEqual({ type: "file", query: "", start: 0, end: 1 });
});

test("completes a command only at the very start", () => {
  expect(tokenAt("/com", 4)).toEqual({ type: "command", query: "com", start: 0, end: 4 });
  expect(tokenAt("and /com", 8)).toBeUndefined();
  expect(tokenAt("/compact now", 12)).toBeUndefined();
});

test("puts what was chosen in the token's place and leaves the rest alone", () => {
  const text = "see @sr and go";
  const token = tokenAt(text, 7);
  expect(token && complete(text, token, "src/a.ts")).toEqual({ text: "see @src/a.ts  and go", caret: 14 });
});

test("finds each mentioned file once, without the sentence's own marks", () => {
  expect(mentionsIn("compare @a.ts with @b/c.ts, then @a.ts.")).toEqual(["a.ts", "b/c.ts"]);
});
