import { json } from "./json";
import type { TemplateFiles } from "./template";

export const files: TemplateFiles = {
  "README.md": `# Kata: Roman numerals

Write \`toRoman(number)\` in \`kata.js\` so that all tests in \`kata.test.js\` pass.

| I | V | X | L | C | D | M |
| - | - | - | - | - | - | - |
| 1 | 5 | 10 | 50 | 100 | 500 | 1000 |

A smaller sign before a larger one is taken away: \`IV\` is 4, \`XC\` is 90.
Only \`IV\`, \`IX\`, \`XL\`, \`XC\`, \`CD\` and \`CM\` do that.

Run the tests with \`npm test\`. Change one thing at a time.
`,
  "package.json": json({ name: "kata", private: true, type: "module", scripts: { test: "node --test" } }),
  "kata.js": `/** A whole number from 1 to 3999 in Roman numerals. */
export function toRoman(number) {
  return "I".repeat(number);
}
`,
  "kata.test.js": `import assert from "node:assert/strict";
import test from "node:test";
import { toRoman } from "./kata.js";

const cases = [
  [1, "I"],
  [3, "III"],
  [4, "IV"],
  [5, "V"],
  [9, "IX"],
  [14, "XIV"],
  [40, "XL"],
  [90, "XC"],
  [400, "CD"],
  [1994, "MCMXCIV"],
  [3999, "MMMCMXCIX"],
];

for (const [number, roman] of cases) {
  test(\`\${number} is \${roman}\`, () => {
    assert.equal(toRoman(number), roman);
  });
}

test("zero has no numeral", () => {
  assert.throws(() => toRoman(0), RangeError);
});
`,
};
