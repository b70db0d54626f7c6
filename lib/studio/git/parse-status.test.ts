import { expect, test } from "vitest";
import { parseStatus, unquote } from "./parse-status";

test("sorts what git prints into staged, not staged and in conflict", () => {
  const status = parseStatus(
    "## main...origin/main [ahead 2, behind 1]\nM  a.ts\n M b.ts\nMM c.ts\nA  d.ts\n D e.ts\nR  old.ts -> new.ts\nUU f.ts\n?? g h.ts\n",
  );
  expect(status).toEqual({
    branch: "main",
    hasCommits: true,
    upstream: "origin/main",
    ahead: 2,
    behind: 1,
    staged: [
      { path: "a.ts", kind: "modified" },
      { path: "c.ts", kind: "modified" },
      { path: "d.ts", kind: "added" },
      { path: "new.ts", from: "old.ts", kind: "renamed" },
    ],
    unstaged: [
      { path: "b.ts", kind: "modified" },
      { path: "c.ts", kind: "modified" },
      { path: "e.ts", kind: "deleted" },
      { path: "g h.ts", kind: "untracked" },
    ],
    conflicts: [{ path: "f.ts", kind: "conflicted" }],
  });
});

test.each([
  ["## No commits yet on main", { branch: "main", hasCommits: false }],
  ["## HEAD (no branch)", { branch: undefined, hasCommits: true }],
  ["## feature/a.b", { branch: "feature/a.b", hasCommits: true, ahead: 0 }],
])("reads the head of “%s”", (line, head) => {
  expect(parseStatus(`${line}\n`)).toMatchObject(head);
});

test("a name in quotes is the bytes that git meant", () => {
  expect(unquote(String.raw`"a\tb\"\\ \303\244.txt"`)).toBe('a\tb"\\ ä.txt');
  expect(parseStatus(String.raw`?? "\360\237\246\212.txt"`).unstaged).toEqual([{ path: "🦊.txt", kind: "untracked" }]);
});
