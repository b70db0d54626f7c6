import { expect, test } from "vitest";
import { badPath, isFileName, twinsAmong } from "./file-name";

test.each(["a", ".env", "ä ö.txt", "🦀.rs", "a".repeat(255), "...", "con"])("%j is a name", (name) => {
  expect(isFileName(name)).toBe(true);
});

test.each(["", ".", "..", "a/b", "a\nb", "\u0000", "a".repeat(256), "é".repeat(128)])("%j is none", (name) => {
  expect(isFileName(name)).toBe(false);
});

test("names the path that no system could hold", () => {
  expect(badPath(["a/b.ts", "🦊/ä.txt"])).toBeUndefined();
  expect(badPath(["a/b.ts", "a/\u0007.ts"])).toBe("a/\u0007.ts");
  expect(badPath([`${"x".repeat(256)}/a`])).toBe(`${"x".repeat(256)}/a`);
});

test("finds twins by case and by composition, and no others", () => {
  expect(twinsAmong(["a/Readme.md", "b", "a/README.md"])).toEqual(["a/Readme.md", "a/README.md"]);
  expect(twinsAmong(["\u00e4", "a\u0308"])).toEqual(["\u00e4", "a\u0308"]);
  expect(twinsAmong(["a", "b", "a"])).toBeUndefined();
});
