import fc from "fast-check";
import { expect, test } from "vitest";
import { highlight } from "./highlight";

const textOf = (lines: ReturnType<typeof highlight>) =>
  lines.map((pieces) => pieces.map(({ text }) => text).join("")).join("\n");

test("colours keep every character of every text", () => {
  fc.assert(
    fc.property(fc.constantFrom("a.ts", "a.html", "a.md", "a.json", "a.unknown"), fc.string(), (path, text) => {
      expect(textOf(highlight(path, text))).toBe(text);
    }),
  );
});

test("a keyword, a string and a comment differ", () => {
  const [line = []] = highlight("a.ts", `const a = "b"; // c`);
  const looks = ["const", `"b"`, "// c"].map((part) => line.find(({ text }) => text === part)?.colour);
  expect(new Set(looks).size).toBe(3);
  expect(looks).not.toContain("plain");
});

test("markup in a file stays text", () => {
  expect(textOf(highlight("a.html", "<script>alert(1)</script>"))).toBe("<script>alert(1)</script>");
});
