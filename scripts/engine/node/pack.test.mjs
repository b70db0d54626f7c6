import { expect, test } from "vitest";
import { parametersOf, withoutComments } from "./pack.mjs";

const source = `'use strict';
// A line of its own
const a = 1; // after code
/* one */ const b = /* two */ 2;
/**
 * Several lines.
 */
const c = "// not a comment"; const d = /\\/\\*/;
function last() { return a + b; }
`;

test("keeps every token of code on its line and column", () => {
  const before = source.split("\n");
  const after = withoutComments("fs", source).split("\n");
  expect(after.length).toBe(before.length);
  for (const word of ["const a", "const b", "const c", "const d", "function last"]) {
    const line = before.findIndex((text) => text.includes(word));
    expect(after[line].indexOf(word)).toBe(before[line].indexOf(word));
  }
});

test("drops comments that end a line and keeps what only looks like one", () => {
  const text = withoutComments("fs", source);
  expect(text).not.toContain("A line of its own");
  expect(text).not.toContain("Several lines");
  expect(text).toContain('"// not a comment"');
  expect(text).toContain("/* two */");
});

test("gives each kind of source the parameters that Node's loader passes", () => {
  expect(parametersOf("fs")).toBe("exports, require, module, process, internalBinding, primordials");
  expect(parametersOf("internal/main/run_main_module")).toBe("process, require, internalBinding, primordials");
  expect(parametersOf("internal/bootstrap/realm")).toBe("process, getLinkedBinding, getInternalBinding, primordials");
});
