import fc from "fast-check";
import { expect, test } from "vitest";
import { replaceMatch, replaceMatches, replacementFor } from "./text-replace";
import { matchesIn, searchExpression } from "./text-search";

test("replaces with plain text, or with groups when it's an expression", () => {
  expect(replaceMatches("a-b", { text: "a" }, "$&1")).toBe("$&1-b");
  expect(replaceMatches("a-b", { text: "(\\w)-(\\w)", regex: true }, "$2-$1")).toBe("b-a");
});

test("replaces one match and leaves the others, also behind what isn't part of it", () => {
  const text = "ab cab\nab";
  const query = { text: "(?<=c)(a)b", regex: true };
  expect(replaceMatch(text, query, "[$1]", { line: 1, column: 5, length: 2 })).toBe("ab c[a]\nab");
  expect(replaceMatch(text, { text: "AB" }, "$1", { line: 2, column: 1, length: 2 })).toBe("ab cab\n$1");
});

test("a match that isn't there any more is told", () => {
  expect(() => replaceMatch("xy", { text: "ab" }, "c", { line: 1, column: 1, length: 2 })).toThrow(/Search again/);
  expect(() => replaceMatch("xy", { text: "ab" }, "c", { line: 9, column: 1, length: 2 })).toThrow(/Search again/);
});

test("a match of several lines is replaced, though its line alone doesn't show by what", () => {
  const query = { text: "a\\nb", regex: true };
  const [match] = matchesIn("a\nb", searchExpression(query));
  expect(match && replacementFor(match, query, "c")).toBeUndefined();
  expect(match && replaceMatch("a\nb", query, "c", match)).toBe("c");
});

test("what is shown for each match is what replacing all of them makes", () => {
  const queries = [{ text: "a" }, { text: "a(b)?", regex: true }, { text: "^(.)", regex: true }];
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom("a", "b", "\n") }),
      fc.constantFrom(...queries),
      fc.constantFrom("", "x", "$1$&"),
      (text, query, replacement) => {
        let made = text;
        for (const match of matchesIn(text, searchExpression(query)).toReversed()) {
          const before = made
            .split("\n")
            .slice(0, match.line - 1)
            .join("\n").length;
          const at = before + (match.line > 1 ? 1 : 0) + match.column - 1;
          made = `${made.slice(0, at)}${replacementFor(match, query, replacement)}${made.slice(at + match.length)}`;
        }
        expect(made).toBe(replaceMatches(text, query, replacement));
      },
    ),
  );
});
