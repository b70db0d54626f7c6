import { expect, test } from "vitest";
import { mentionsOf } from "./file-links";

test.each([
  ["src/app.tsx:12:5 - error TS2345: no", "src/app.tsx", 12, 5],
  ["src/app.tsx(3,7): error TS1005", "src/app.tsx", 3, 7],
  ["    at file:///home/project/server.js:4:1", "/home/project/server.js", 4, 1],
  ["  ✖ words.test.js", "words.test.js", 1, 1],
])("finds the file in “%s”", (text, file, line, column) => {
  expect(mentionsOf(text)).toContainEqual(expect.objectContaining({ file, line, column }));
});

test("the link covers what was read, and nothing else", () => {
  const text = "in a/b.ts:2:3, see";
  const [found] = mentionsOf(text);
  expect(text.slice(found?.start, (found?.start ?? 0) + (found?.text.length ?? 0))).toBe("a/b.ts:2:3");
});

test("a version and a sentence are no files that anyone has", () => {
  expect(mentionsOf("Node v24.21.0 is up. Done").map(({ file }) => file)).not.toContain("Node");
});
