import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createBoth, type Both } from "./testing/both";

/** Each step runs two programs, one of which starts processes. */
vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 });

let both: Both;

async function same(line: string): Promise<void> {
  const args = Array.from(line.matchAll(/'([^']*)'|(\S+)/gu), ([, quoted, plain]) => quoted ?? plain ?? "");
  const { real, ours } = await both.git(...args);
  expect({ line, ...ours, err: ours.err.trimEnd() }).toEqual({ line, ...real, err: real.err.trimEnd() });
}

/** A history with a merge, tags of both kinds, a file that was moved, and one in a folder. */
beforeAll(async () => {
  both = await createBoth();
  const file = (path: string, ...lines: readonly string[]) => {
    both.write(path, lines.map((line) => `${line}\n`).join(""));
  };
  await same("init -q");
  file("a.txt", "one", "two", "three");
  file("src/b.js", "function b() {", "  return 1;", "}");
  file("src/deep/c.js", "const c = 1;");
  for (const line of ["add -A", "commit -m First"]) await same(line);
  file("a.txt", "one", "2", "three", "four");
  for (const line of ["commit -am 'Second change'", "tag v1.0", "tag -a v1.1 -m 'Version one one'", "branch topic"])
    await same(line);
  file("d.md", "# Title", "", "text");
  for (const line of ["add d.md", "commit -m 'Add d'", "switch topic"]) await same(line);
  file("src/b.js", "function b() {", "  return 2;", "}", "function e() {}");
  await same("commit -am 'Topic work' -m 'Body of it.'");
  for (const line of ["switch main", "merge --no-ff topic -m 'Merge topic'", "branch -d topic"]) await same(line);
  await same("mv d.md docs.md");
  await same("commit -m 'Move the document'");
  both.write("loose.txt", "loose\n");
  both.write("a.txt", "one\n2\nthree\nfour\nfive\n");
});

afterAll(() => both.dispose());

const table: Readonly<Record<string, readonly string[]>> = {
  "shows history in every form": [
    "log",
    "log --oneline -n 2",
    "log --pretty=format:%h%x09%an%x09%s",
    "log --pretty=format:'%h'",
    "log '--pretty=format:%h - %s (%cr) <%an>' -2",
    "log '--pretty=format:%H|%ad|%d|%D' --date=short",
    "log --date=iso -1",
    "log --date=relative -1",
    "log --date=format:%Y/%m/%d -2",
    ...["short", "full", "fuller", "oneline", "raw", "reference"].map((form) => `log --pretty=${form}`),
    "log --format=%s%n%b",
    "log '--format=%h %ai %aI %as %ae %t %f %p'",
    "log '--format=%C(yellow)%h%Creset %<(10)%an|%s'",
    "log --decorate --oneline",
    "log --oneline --decorate=full",
    "log --abbrev-commit -1",
  ],
  "shows what each commit did": [
    "log --stat",
    "log --shortstat --oneline",
    "log --name-only",
    "log --name-status --oneline",
    "log --numstat --oneline",
    "log -p",
    "log -p -1 --oneline src",
    "log -p --stat -2",
    "show",
    "show --stat",
    "show HEAD~1",
    "show v1.1",
    "show v1.0 --oneline",
    "show HEAD:a.txt",
    "show HEAD:src",
    "show -s --format=%s",
    "show HEAD~2 HEAD~1 --oneline -s",
    "show --pretty=format:%h HEAD~2",
    "show missing",
  ],
  "finds commits by what is said of them": [
    "log '--since=2023-11-14 23:00'",
    "log --since=2020-01-01 --oneline",
    "log --until=2020-01-01",
    "log -S 'return 2' --oneline",
    "log -G return --oneline",
    "log --author=Ada --oneline",
    "log --author=Bob --oneline",
    "log --grep=Topic --oneline",
    "log -i --grep=topic --oneline",
    "log --grep=^Add --oneline",
    "log --oneline -- a.txt",
    "log --oneline a.txt src",
    "log --follow --oneline docs.md",
    "log --reverse --oneline",
    "log --first-parent --oneline",
    "log --no-merges --oneline",
    "log --merges --oneline",
    "log --skip=1 -1 --oneline",
    "log v1.0..HEAD --oneline",
    "log v1.0...HEAD --oneline",
    "log --topo-order --oneline",
    "log --oneline missing",
  ],
  "paints as in a terminal": [
    "status",
    "status -sb",
    "diff HEAD~4",
    "diff --stat HEAD~4",
    "log",
    "log --oneline --decorate",
    "log -p -2",
    "branch",
    "branch -vv",
    "show HEAD~3",
  ].map((line) => `-c color.ui=always ${line}`),
  "tells the difference": [
    "diff",
    "diff HEAD~2",
    "diff HEAD~2 HEAD",
    "diff HEAD~2..HEAD",
    "diff HEAD~2...HEAD",
    ...["stat", "numstat", "name-only", "name-status", "shortstat", "summary"].map((form) => `diff --${form} HEAD~3`),
    "diff --stat --summary HEAD~3",
    "diff -U0 HEAD~3",
    "diff -p --stat HEAD~3",
    "diff --no-prefix HEAD~3",
    "diff -w HEAD~3",
    "diff -R HEAD~2 HEAD",
    "diff --color HEAD~4",
    "diff --diff-filter=A --name-only HEAD~4",
    "diff --no-renames --name-status HEAD~1 HEAD",
    "diff -M --name-status HEAD~1 HEAD",
    "diff HEAD -- a.txt",
    "diff missing",
  ],
  "names commits, tags and branches": [
    ...["describe", "describe --tags", "describe --always", "describe --tags --abbrev=0", "describe --tags --long"],
    "describe --tags --dirty",
    "describe --exact-match",
    "rev-parse HEAD HEAD~1 HEAD^{tree} v1.1 v1.1^{} HEAD@{1}",
    "rev-parse --short=10 HEAD",
    "rev-parse --abbrev-ref HEAD",
    "rev-parse --symbolic-full-name HEAD",
    "rev-parse --verify -q missing",
    "rev-parse missing",
    "rev-parse --show-toplevel --git-dir",
    "rev-list HEAD",
    "rev-list --count v1.0..HEAD",
    "merge-base HEAD v1.0",
    "merge-base --is-ancestor v1.0 HEAD",
    "show-ref",
    "for-each-ref",
    "for-each-ref '--format=%(refname:short) %(objectname:short) %(subject)' refs/heads",
    "symbolic-ref --short HEAD",
    "branch -v",
    "branch -vv",
    "branch --list 'm*'",
    "branch --contains HEAD~1",
    "branch --merged",
    "branch --no-merged",
    "branch --format=%(refname:short)",
    "tag -l 'v1*'",
    "reflog",
    "reflog -3",
    "reflog show main",
  ],
  "reads objects and looks through files": [
    ...["-p HEAD", "-t HEAD", "-s HEAD", "-p HEAD:a.txt", "-p HEAD^{tree}", "-e HEAD"].map((one) => `cat-file ${one}`),
    "ls-tree HEAD",
    "ls-tree -r --name-only HEAD",
    "ls-tree HEAD src/",
    "ls-files -s",
    "hash-object a.txt",
    "grep return",
    "grep -n return",
    "grep -in RETURN",
    "grep -l return",
    "grep -c return",
    "grep -w re",
    "grep -e one -e two",
    "grep return -- src",
    "grep -n return HEAD~1",
    "grep missingword",
    "grep -E 'ret|three'",
    "grep -h return",
    "shortlog -sn HEAD",
    "shortlog HEAD",
    "blame -l HEAD~1 -- a.txt",
    "status",
    "status -sb",
    "status --porcelain",
    "status -uno",
  ],
};

test.each(Object.entries(table))("%s", async (_, lines) => {
  for (const line of lines) await same(line);
});
