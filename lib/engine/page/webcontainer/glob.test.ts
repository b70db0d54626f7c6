import { expect, test } from "vitest";
import { createGlob } from "./glob";

test.each([
  ["**/node_modules", "node_modules/a/b.js", true],
  ["**/node_modules", "x/node_modules", true],
  ["**/node_modules", "x/node_modules2", false],
  ["*.js", "a.js", true],
  ["*.js", "x/a.js", false],
  ["**/*.{js,ts}", "x/y/a.ts", true],
  ["**/*.{js,ts}", "a.css", false],
  ["src/**", "src/deep/a", true],
  ["./dist/", "dist/a", true],
  ["a+(b)", "a+(b)", true],
  ["?.txt", "ab.txt", false],
  ["{broken", "{broken", false],
])("%s and %s: %s", (pattern, path, matches) => {
  expect(createGlob(pattern)(path)).toBe(matches);
});
