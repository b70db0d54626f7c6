import { expect, test } from "vitest";
import { onlyReads } from "./only-reads";

test.each([
  ["ls -la | head", true],
  ["git status && cat a < b", true],
  ["cat /etc/passwd", true],
  ["echo x > y", false],
  ["npm test", false],
  ["ls; rm x", false],
  ["cat $(touch x)", false],
  ["find . -delete", false],
  ["echo 'open", false],
])("`%s` only reads: %s", (script, expected) => {
  expect(onlyReads(script)).toBe(expected);
});
