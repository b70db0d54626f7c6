import { expect, test } from "vitest";
import { groupProblems } from "./group-problems";

const problem = (path: string, line: number, severity: "error" | "warning" = "error", message = "wrong") => ({
  path,
  line,
  column: 1,
  severity,
  message,
});

test("files with errors come first, and in a file the order of lines holds", () => {
  const problems = [problem("a.ts", 9, "warning"), problem("b.ts", 5), problem("b.ts", 2, "warning")];
  const { files, left } = groupProblems(problems, "", 10);
  expect(files.map(({ path, problems: found }) => [path, found.map(({ line }) => line)])).toEqual([
    ["b.ts", [2, 5]],
    ["a.ts", [9]],
  ]);
  expect(left).toBe(0);
});

test("a filter looks at path and message, and what is over the limit is counted", () => {
  const problems = [problem("a.ts", 1), problem("a.ts", 2), problem("b.ts", 1, "error", "Unused")];
  expect(groupProblems(problems, "unused", 10).files).toHaveLength(1);
  expect(groupProblems(problems, "", 1)).toMatchObject({ left: 2 });
});
