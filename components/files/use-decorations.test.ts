import { expect, test } from "vitest";
import { decorationsOf } from "./use-decorations";

test("a file has its letter and its errors, and the folders above it have them too", () => {
  const status = {
    branch: "main",
    hasCommits: true,
    ahead: 0,
    behind: 0,
    staged: [],
    unstaged: [{ path: "src/in/a.ts", kind: "untracked" as const }],
    conflicts: [],
  };
  const state = { type: "ready" as const, status, branches: [], log: [], remote: undefined, who: undefined };
  const problem = { path: "src/b.ts", line: 1, column: 1, message: "no", severity: "error" as const };
  const found = decorationsOf(state, [problem, { ...problem, severity: "warning" }]);
  expect(found.get("src/in/a.ts")).toEqual({ git: "U", errors: 0 });
  expect(found.get("src/in")).toEqual({ git: "U", errors: 0 });
  expect(found.get("src")).toEqual({ git: "U", errors: 1 });
  expect(found.has("b.ts")).toBe(false);
});

test("without a repository there are only problems", () => {
  expect(decorationsOf({ type: "none" }, []).size).toBe(0);
});
