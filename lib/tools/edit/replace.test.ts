import * as fc from "fast-check";
import { expect, test } from "vitest";
import { placeholderIn } from "./placeholder";
import { replacePassage, type Replacement } from "./replace";

function edit(text: string, old: string, fresh: string, more: Partial<Replacement> = {}): string {
  const result = replacePassage(text, { old, new: fresh, ...more });
  if (!result.ok) throw new Error(result.error);
  return result.value.text;
}

test("replaces one exact passage and nothing else", () => {
  expect(edit("a b c", "b", "x")).toBe("a x c");
  expect(edit("price", "price", "$&9 $1 $$")).toBe("$&9 $1 $$");
  expect(edit("a\nb\n", "a\n", "")).toBe("b\n");
});

test.each([
  ["", "x", "is empty"],
  ["a", "a", "are the same"],
  ["a", "// ... rest of the code unchanged", "placeholder"],
  ["zzz", "y", "was not found"],
])("refuses to replace %j by %j: %s", (old, fresh, why) => {
  expect(() => edit("a b", old, fresh)).toThrow(why);
});

test("refuses several places without `replace_all`, and does all with it", () => {
  expect(() => edit("a a a", "a", "b")).toThrow("occurs 3 times");
  expect(edit("a a a", "a", "b", { all: true })).toBe("b b b");
  expect(edit("aaa", "aa", "b", { all: true })).toBe("ba");
});

test("keeps line endings and byte order mark", () => {
  expect(edit("\uFEFFone\r\ntwo\r\nthree\r\n", "one\ntwo", "1\n2")).toBe("\uFEFF1\r\n2\r\nthree\r\n");
  expect(edit("one\ntwo\n", "one\r\ntwo", "1\r\n2")).toBe("1\n2\n");
});

test("a passage that differs in space at line ends is found where only one is", () => {
  expect(edit("if (a) {  \n  b();\t\n}\n", "if (a) {\n  b();\n}", "c();")).toBe("c();\n");
});

test("a passage of whole lines with other indentation is found, and the new lines are indented alike", () => {
  const text = "class A {\n    run() {\n        go();\n    }\n}\n";
  expect(edit(text, "run() {\n    go();\n}", "run() {\n    stop();\n\n    go();\n}")).toBe(
    "class A {\n    run() {\n        stop();\n\n        go();\n    }\n}\n",
  );
  expect(edit("\tx();\n\ty();\n", "  \tx();\n  \ty();", "  \tz();")).toBe("\tz();\n");
});

test("never chooses between two places, and never goes by similarity", () => {
  expect(() => edit("  a();\n\n    a();\n", "a();\n", "b();\n")).toThrow("occurs 2 times");
  expect(() => edit("function total(items) {\n}\n", "function totals(items) {\n}", "x")).toThrow("was not found");
  expect(() => edit("  a\n b\n", " a\n  b", "x")).toThrow("was not found");
});

test("on a miss it shows the nearest lines with their numbers", () => {
  const text = Array.from({ length: 50 }, (_, at) => `line ${at + 1}`).join("\n");
  expect(() => edit(text, "line 20\nline 21\nline XX", "y")).toThrow(/20\tline 20\n21\tline 21/);
});

test.each([
  "// ... rest of the code",
  "# … existing code",
  "/* ... other methods ... */",
  "<!-- ... unchanged ... -->",
  "  // rest of the function remains unchanged ...",
  "... remaining code",
  "// ... keep existing ...",
])("%j is a placeholder", (line) => {
  expect(placeholderIn(`a\n${line}\nb`)).toBe(line.trim());
  expect(placeholderIn(`a\n${line}\nb`, line)).toBeUndefined();
});

test.each([
  "const { a, ...rest } = b;",
  "f(...other)",
  "// see the rest of the docs",
  "return [...existing, x];",
  "console.log('...')",
  "# Rest of the world",
])("%j is code", (line) => {
  expect(placeholderIn(line)).toBeUndefined();
});

const words = fc.constantFrom("a", "b", "  a", "a  ", "", "\tb", "c(", "}");
const texts = fc.array(words, { maxLength: 12 }).map((lines) => lines.join("\n"));

test("an edit that succeeds changes one region only, and the rest to the byte not at all", () => {
  fc.assert(
    fc.property(texts, texts, fc.constantFrom("X", "X\nY", ""), (text, old, fresh) => {
      const result = replacePassage(text, { old, new: fresh });
      fc.pre(result.ok);
      if (!result.ok) return;
      const after = result.value.text;
      let start = 0;
      while (start < text.length && text[start] === after[start]) start += 1;
      let end = 0;
      while (end < Math.min(text.length, after.length) - start && text.at(-1 - end) === after.at(-1 - end)) end += 1;
      const removed = text.slice(start, text.length - end);
      expect(removed.replace(/\s/g, "").length).toBeLessThanOrEqual(old.replace(/\s/g, "").length);
    }),
  );
});

test("an exact edit can be taken back by the opposite one", () => {
  fc.assert(
    fc.property(texts, texts, (before, after) => {
      const text = `${before}<<HERE>>${after}`;
      const there = edit(text, "<<HERE>>", "<<THERE>>");
      expect(edit(there, "<<THERE>>", "<<HERE>>")).toBe(text);
    }),
  );
});
