import { json } from "./json";
import type { TemplateFiles } from "./template";

export const files: TemplateFiles = {
  "package.json": json({
    name: "node-script",
    private: true,
    type: "module",
    scripts: { start: "node index.js", test: "node --test" },
  }),
  "index.js": `import { readFile } from "node:fs/promises";
import { countWords } from "./words.js";

const text = await readFile(new URL("./poem.txt", import.meta.url), "utf8");

console.log(\`Node \${process.version} on \${process.platform}\`);
console.table(countWords(text).slice(0, 5));
`,
  "words.js": `/** The words of a text with how often each occurs, most frequent first. */
export function countWords(text) {
  const counts = new Map();
  for (const word of text.toLowerCase().match(/[\\p{L}']+/gu) ?? []) {
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return [...counts]
    .map(([word, count]) => ({ word, count }))
    .sort((a, b) => b.count - a.count || a.word.localeCompare(b.word));
}
`,
  "words.test.js": `import assert from "node:assert/strict";
import test from "node:test";
import { countWords } from "./words.js";

test("counts words whatever their case", () => {
  assert.deepEqual(countWords("The the THE end"), [
    { word: "the", count: 3 },
    { word: "end", count: 1 },
  ]);
});
`,
  "poem.txt": `The hammer rests, the iron cools,
the smith puts by the smaller tools,
and what was ore an hour ago
is now the hinge, the hook, the hoe.
`,
};
