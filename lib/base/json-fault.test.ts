import fc from "fast-check";
import { expect, test } from "vitest";
import { findJsonFault } from "./json-fault";

test.each([
  ['{\n  "scripts": {\n    "dev": "vite",\n  }\n}', 4, 3],
  ['{\r\n  "a": 1\r\n  "b": 2\r\n}', 3, 3],
  ["{", 1, 2],
  ["", 1, 1],
  ['{"a": "un', 1, 10],
  ['{"a": "line\nbreak"}', 1, 12],
  ['{"a": 01}', 1, 8],
  ['{"a": tru}', 1, 7],
  ['{"a" 1}', 1, 6],
  ['{"a":1}}', 1, 8],
  ["[1, 2", 1, 6],
  ["<<<<<<< HEAD", 1, 1],
])("the text %j breaks off at line %i, column %i", (text, line, column) => {
  expect(findJsonFault(text)).toMatchObject({ line, column });
});

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

test("it finds no fault in what the browser reads", () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      expect(findJsonFault(text)).toBeUndefined();
    }),
  );
});

test("it finds a fault in exactly what the browser refuses", () => {
  const cut = fc
    .tuple(fc.json(), fc.nat(), fc.constantFrom("", ",", '"', "}", "]", ":", "x", "\\", "\n", "0", "\u0001"))
    .map(([text, where, put]) => {
      const at = where % (text.length + 1);
      return text.slice(0, at) + put + text.slice(at + 1);
    });
  fc.assert(
    fc.property(cut, (text) => {
      const fault = findJsonFault(text);
      expect(fault === undefined).toBe(isJson(text));
      expect(fault?.offset ?? 0).toBeLessThanOrEqual(text.length);
    }),
    { numRuns: 2000 },
  );
});
