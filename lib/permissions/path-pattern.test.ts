import { expect, test } from "vitest";
import { compilePathPattern } from "./path-pattern";
import { matchesWildcard } from "./wildcard";

test.each([
  ["*.ts", "src/deep/a.ts", true],
  ["*.ts", "src/a.tsx", false],
  ["src/*.ts", "src/a.ts", true],
  ["src/*.ts", "src/deep/a.ts", false],
  ["src/**", "src/deep/a.ts", true],
  ["src/**", "srcs/a.ts", false],
  ["**/test/**", "a/b/test/c/d", true],
  ["**/test/**", "a/b/tests/c", false],
  ["/README.md", "README.md", true],
  ["/README.md", "docs/README.md", false],
  ["./README.md", "docs/README.md", false],
  ["secrets", "a/secrets/key", true],
  ["secrets/", "secrets/key", true],
  ["{a,b}/*.{js,ts}", "b/x.ts", true],
  ["{a,b}/*.{js,ts}", "c/x.ts", false],
  ["**", "anything/at/all", true],
  ["a/**/b", "a/b", true],
  ["a/**/b", "a/x/y/b", true],
  ["a?c", "abc", true],
  ["**/.git/**", "../x/.git/hooks/y", true],
])("pattern %s against %s is %s", (pattern, path, fits) => {
  expect(compilePathPattern(pattern)(path)).toBe(fits);
});

test("a pattern made to be slow isn't", () => {
  const start = performance.now();
  expect(matchesWildcard(`${"*a".repeat(200)}b`, "a".repeat(2000))).toBe(false);
  expect(compilePathPattern(`${"**/*a*/".repeat(30)}z`)(`${"aaaa/".repeat(60)}y`)).toBe(false);
  expect(compilePathPattern("{a,b}".repeat(20))("x")).toBe(false);
  expect(performance.now() - start).toBeLessThan(500);
});
