import { expect, test } from "vitest";
import { readEslintReport } from "./eslint-report";

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
