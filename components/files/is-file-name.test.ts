import { expect, test } from "vitest";
import { isFileName } from "./is-file-name";

test.each(["a", ".env", "ä ö.txt", "🦀.rs", "a".repeat(255), "...", "con"])("%j is a name", (name) => {
  expect(isFileName(name)).toBe(true);
});

test.each(["", ".", "..", "a/b", "a\nb", "\u0000", "a".repeat(256), "é".repeat(128)])("%j is none", (name) => {
  expect(isFileName(name)).toBe(false);
});
