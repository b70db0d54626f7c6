import { expect, test } from "vitest";
import { readEslintFailure, readEslintReport } from "./eslint-report";

test("reads a report that a warning of Node precedes", () => {
  const report = JSON.stringify([
    {
      filePath: "/home/project/src/a.ts",
      messages: [
        { ruleId: "no-unused-vars", severity: 2, message: "x is unused", line: 3, column: 5, endLine: 3, endColumn: 6 },
        { ruleId: null, severity: 1, message: "ignored" },
      ],
    },
    { filePath: "/home/project/b.ts", messages: [] },
  ]);
  expect(readEslintReport(`(node:1) Warning: old\n${report}\n`, "/home/project")).toEqual([
    {
      path: "src/a.ts",
      line: 3,
      column: 5,
      length: 1,
      severity: "error",
      message: "x is unused",
      source: "eslint(no-unused-vars)",
    },
    { path: "src/a.ts", line: 1, column: 1, length: 0, severity: "warning", message: "ignored", source: "eslint" },
  ]);
});

test.each(["", "Oops", "[1, 2", "[3]"])("%j is no report of anything", (output) => {
  expect(readEslintReport(output, "/p") ?? []).toEqual([]);
});

test("warnings of Node's before the report are no part of it", () => {
  const warned = `(node:7) [MODULE_TYPELESS_PACKAGE_JSON] Warning: no type [here]\n[{"filePath":"/home/p/a.js","messages":[{"severity":1,"message":"m"}]}]\n`;
  expect(readEslintReport(warned, "/home/p")).toMatchObject([{ path: "a.js", severity: "warning", message: "m" }]);
  expect(readEslintReport("(node:7) [X] Warning: y\n[]\n", "/home/p")).toEqual([]);
});

test("a configuration that is broken is a problem of that file, in ESLint's words", () => {
  const output = `\nOops! Something went wrong! :(\n\nESLint: 10.15.0\n\nTypeError: Key "rules": Key "no-vor": Could not find "no-vor" in plugin "@".\n    at x (y.js:1:2)\n`;
  expect(readEslintReport(output, "/home/p")).toBeUndefined();
  expect(readEslintFailure(output, "eslint.config.js")).toMatchObject({
    path: "eslint.config.js",
    severity: "error",
    message: `TypeError: Key "rules": Key "no-vor": Could not find "no-vor" in plugin "@".`,
  });
  expect(readEslintFailure("killed\n", "eslint.config.js").message).toBe("killed");
});
