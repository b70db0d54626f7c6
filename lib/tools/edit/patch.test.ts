import * as fc from "fast-check";
import { expect, test } from "vitest";
import { diffLines, hunksOf } from "../diff";
import { applyHunks } from "./apply-hunks";
import { parsePatch } from "./parse-patch";

const patch = (body: string) => `*** Begin Patch\n${body}\n*** End Patch`;

function apply(text: string, body: string): string {
  const parsed = parsePatch(patch(`*** Update File: a\n${body}`));
  if (!parsed.ok) throw new Error(parsed.error);
  const [file] = parsed.value;
  const result = file?.type === "update" ? applyHunks(text, file.hunks) : undefined;
  if (!result?.ok) throw new Error(result?.error);
  return result.value;
}

test("reads added, changed, moved and deleted files", () => {
  const parsed = parsePatch(
    patch(
      "*** Add File: n.txt\n+one\n+\n+three\n*** Update File: a.txt\n*** Move to: b.txt\n@@ f() {\n x\n-y\n+z\n*** Delete File: d.txt",
    ),
  );
  expect(parsed).toMatchObject({
    ok: true,
    value: [
      { type: "add", path: "n.txt", content: "one\n\nthree\n" },
      {
        type: "update",
        path: "a.txt",
        moveTo: "b.txt",
        hunks: [{ anchor: "f() {", lines: [{ type: "same" }, { type: "removed" }, { type: "added" }] }],
      },
      { type: "delete", path: "d.txt" },
    ],
  });
});

test("reads a unified diff", () => {
  const diff =
    "diff --git a/x.js b/x.js\nindex 1..2 100644\n--- a/x.js\n+++ b/x.js\n@@ -1,2 +1,2 @@ head\n a\n-b\n+c\n--- /dev/null\n+++ b/n.js\n@@ -0,0 +1 @@\n+new\n--- a/d.js\n+++ /dev/null\n@@ -1 +0,0 @@\n-old\n";
  expect(parsePatch(diff)).toMatchObject({
    ok: true,
    value: [
      { type: "update", path: "x.js", hunks: [{ anchor: "head" }] },
      { type: "add", path: "n.js", content: "new\n" },
      { type: "delete", path: "d.js" },
    ],
  });
});

test.each([
  ["nonsense", "starts with"],
  ["*** Begin Patch\n*** Add File: a\n+x", "cut off"],
  [patch("*** Update File: a\n@@\n same"), "changes nothing"],
  [patch("*** Update File: a\n?x"), "must start with"],
  [patch("*** Add File: a\nx"), "starts with `+`"],
  [patch("hello"), "Expected"],
  [patch(""), "Expected"],
])("says what is wrong with %j", (text, why) => {
  const parsed = parsePatch(text);
  expect(parsed.ok ? "" : parsed.error).toContain(why);
});

test("applies several hunks in order and keeps line endings", () => {
  expect(apply("a\r\nb\r\nc\r\nd\r\n", "@@\n-a\n+A\n b\n@@\n-d\n+D")).toBe("A\r\nb\r\nc\r\nD\r\n");
  expect(apply("a\nb", "@@\n a\n-b\n+c")).toBe("a\nc");
});

test("an anchor chooses between equal places, and without one they are refused", () => {
  const text = "f() {\n  x();\n}\ng() {\n  x();\n}\n";
  expect(() => apply(text, "@@\n-  x();\n+  y();")).toThrow("fits in 2 places (lines 2, 5)");
  expect(apply(text, "@@ g() {\n-  x();\n+  y();")).toBe("f() {\n  x();\n}\ng() {\n  y();\n}\n");
});

test("a hunk that isn't there says what is nearest", () => {
  expect(() => apply("one\ntwo\nthree\n", "@@\n one\n two\n-drei\n+vier")).toThrow(/not found[\s\S]*1\tone/);
});

test("a patch made from two texts takes the one to the other", () => {
  const line = fc.constantFrom("a", "b", "c", "d", "e");
  const text = fc.array(line, { maxLength: 15 });
  fc.assert(
    fc.property(text, text, (before, after) => {
      fc.pre(before.join() !== after.join() && before.length > 0 && after.length > 0);
      const unique = (lines: readonly string[]) =>
        lines.map((value, at) => `${value}${lines.slice(0, at).filter((other) => other === value).length}`);
      const [old, young] = [unique(before), unique(after)];
      const hunks = hunksOf(diffLines(old, young));
      const result = applyHunks(`${old.join("\n")}\n`, hunks);
      expect(result).toEqual({ ok: true, value: `${young.join("\n")}\n` });
    }),
  );
});
