import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createBoth, type Both } from "./testing/both";

/** Each step runs two programs, one of which starts processes. */
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let both: Both;

const wordsOf = (line: string): string[] =>
  Array.from(line.matchAll(/'([^']*)'|(\S+)/gu), ([, quoted, plain]) => quoted ?? plain ?? "");

/** Standard output and exit code to the byte. */
async function same(line: string): Promise<void> {
  const { real, ours } = await both.git(...wordsOf(line));
  expect({ line, code: ours.code, out: ours.out }).toEqual({ line, code: real.code, out: real.out });
}

/** Branches that cross each other, a merge of three, a file with odd letters in its name, and changes of every kind. */
beforeAll(async () => {
  both = await createBoth();
  const commit = async (name: string) => {
    both.write(name, `${name}\n`);
    for (const line of ["add -A", `commit -qm ${name}`]) await same(line);
  };
  const run = async (...lines: readonly string[]) => {
    for (const line of lines) await same(line);
  };
  await run("init -q");
  both.write("src/code.js", "function one() {\n  return 1;\n}\n\nfunction two() {\n  return 2;\n}\n");
  both.write(".gitignore", "*.log\n");
  await commit("a");
  await run("tag v1.0", "switch -qc x");
  await commit("x1");
  await run("switch -qc y");
  await commit("y1");
  await run("switch -q main");
  await commit("m1");
  await run("merge -q --no-ff x -m mx", "switch -q y");
  await commit("y2");
  await run("switch -q x");
  await commit("x2");
  await run("merge -q --no-ff y -m xy", "switch -q main");
  both.write("src/code.js", "function one() {\n  return 11;\n}\n\nfunction two() {\n  return two + 2;\n}\n");
  await commit("m3");
  await run("merge -q --no-ff x -m mx2", "tag -a v1.10 -m ten", "tag -a v1.9 -m nine");
  both.write("a", "a\nmore words here\n");
  both.write("m1", "m1\nstaged\n");
  await run("add m1", "mv x1 moved");
  both.write("m1", "m1\nstaged\nand more \n");
  both.write("new/one", "1\n");
  both.write("with space", "s\n");
  both.write("ümlaut", "u\n");
  both.write("noise.log", "n\n");
  both.remove("y1");
});

afterAll(() => both.dispose());

const table: Readonly<Record<string, readonly string[]>> = {
  "says in every form what has changed": [
    ...["-s", "-sb", "--porcelain", "--porcelain -b", "--porcelain=v2", "--porcelain=v2 --branch", "-z", "--short -z"],
    ...["-u", "-uall", "-uno", "-unormal -s", "--ignored", "-s --ignored", "-v", "-vv", "--no-renames -s", "-s src"],
    ...["--long", "--show-stash", "-s -- a", "--untracked-files=all -s"],
  ].map((form) => `status ${form}`),
  "draws the lines of history": [
    "log --graph --oneline",
    "log --graph --oneline --all",
    "log --graph --oneline --decorate --all",
    "log --graph --all",
    "log --graph --stat",
    "log --graph -p -4 --oneline",
    "log --graph --oneline x y",
    "log --graph --oneline --date-order --all",
    "log --graph --oneline --first-parent",
    "log --graph --oneline --no-merges",
    "log --graph --oneline -- y1 x1",
    "log --graph --format=%h%n%s",
    "log --graph --left-right --oneline x...main",
    "-c color.ui=always log --graph --oneline",
    "log --oneline --left-right x...main",
    "log --date-order --oneline",
    "log --first-parent -p --oneline",
    "log -m -p --oneline -1 main~1",
  ],
  "marks words, functions and widths": [
    "diff --word-diff",
    "diff --word-diff=color",
    "diff --word-diff=porcelain HEAD~3",
    "diff --color-words HEAD~3",
    "diff --word-diff-regex=. HEAD~3 -- src",
    "diff -W HEAD~3 -- src",
    "diff -R",
    "diff --check",
    "diff --cached --full-index",
    "diff --stat=40 HEAD~3",
    "diff --stat-width=30 HEAD~3",
    "diff --compact-summary HEAD~3",
    "diff --name-status -z HEAD~3",
    "diff --numstat -z --cached",
    "diff --relative=src HEAD~3",
    "diff --inter-hunk-context=3 HEAD~3",
    "diff HEAD~3:src/code.js HEAD:src/code.js",
    "diff HEAD~3:src/code.js src/code.js",
    "diff HEAD~3 -- ':!src'",
    "show HEAD -- m3",
    "show --stat --format=%s HEAD~1",
    "show :src/code.js",
    "show HEAD^{tree}",
  ],
  "lists branches and tags by what they hold": [
    ...["-a", "-v", "-vv", "--merged", "--no-merged main", "--contains v1.0", "-a --contains x", "--sort=-refname"],
    ...[
      "--points-at main",
      "--no-contains y",
      "-i --list 'M*'",
      "--abbrev=10 -v",
      "--format=%(if)%(HEAD)%(then)*%(end)%(refname)",
    ],
  ]
    .map((form) => `branch ${form}`)
    .concat([
      "tag -n",
      "tag -n2 -l",
      "tag --sort=version:refname",
      "tag --sort=-v:refname",
      "tag --contains main~1",
      "tag --merged x",
      "tag --points-at main",
      "tag '--format=%(refname:short) %(objecttype) %(subject)'",
      "for-each-ref --sort=-committerdate --format=%(refname)",
      "for-each-ref '--format=%(refname:lstrip=2) %(objectsize) %(creatordate:short)'",
      "for-each-ref --shell --format=%(refname) refs/tags",
      "show-ref -d",
      "show-ref --hash --heads",
    ]),
  "answers programs": [
    ...[
      "",
      "-s",
      "-m",
      "-d",
      "-o --exclude-standard",
      "-o -i --exclude-standard",
      "-o --directory",
      "-t -m",
      "-z",
      "src",
    ],
    "--error-unmatch a",
    "--error-unmatch missing",
    "':!src'",
  ]
    .map((form) => `ls-files ${form}`.trimEnd())
    .concat([
      "diff-tree -r --no-commit-id --name-only main~1",
      "diff-tree -r HEAD~2 HEAD",
      "diff-index HEAD",
      "diff-index --cached --name-status HEAD",
      "diff-index --quiet HEAD --",
      "diff-files --name-only",
      "check-ignore noise.log a",
      "check-ignore -q a",
      "cherry -v main~1 y",
      "cherry x",
      "var GIT_COMMITTER_IDENT",
      "write-tree",
      "update-ref refs/heads/kept main~1",
      "rev-parse kept",
      "update-ref -d refs/heads/kept",
      "gc -q",
      "-C src ls-files",
      "rm -n m3",
      "rm --ignore-unmatch missing",
    ]),
  "keeps the configuration as it was written": [
    "config alias.last 'log -1 --format=%s'",
    "last",
    "config --add x.y 1",
    "config --add x.y 2",
    "config --get-all x.y",
    "config x.y 3",
    "config --replace-all x.y '3 # three'",
    "config --get-regexp ^x",
    "config --bool core.bare",
    "config --get --default none user.none",
    "config --rename-section x z",
    "config --list --local",
    "config --unset-all z.y",
    "config --remove-section z",
    "config --list --local --name-only",
  ],
  "answers what is no command and no commit as git does": [
    "stauts",
    "psuh",
    "--no-such",
    "reset --hard missing",
    "reset --hard HEAD a",
    "branch -d missing",
    "tag -d missing",
    "switch missing",
    "checkout missing",
    "diff --no-such",
    "show missing",
  ],
};

test.each(Object.entries(table))("%s", async (_, lines) => {
  for (const line of lines) await same(line);
});

test("shows a conflict from both of its sides", async () => {
  for (const line of ["stash -u", "switch -qc left main"]) await same(line);
  both.write("src/code.js", "function one() {\n  return 'left';\n}\n");
  for (const line of ["commit -qam left", "switch -qc right main"]) await same(line);
  both.write("src/code.js", "function one() {\n  return 'right';\n}\n\nfunction three() {}\n");
  for (const line of ["commit -qam right", "merge left"]) await same(line);
  for (const line of [
    "diff",
    "diff --ours",
    "diff --cached",
    "diff --name-only --diff-filter=U",
    "diff --check",
    "status --porcelain=v2",
    "checkout --theirs src/code.js",
    "diff",
    "checkout --ours src/code.js",
  ])
    await same(line);
  both.write("src/code.js", "function one() {\n  return 'both';\n}\n\nfunction three() {}\n");
  for (const line of ["add -A", "commit -qm joined", "show", "log --cc -1 --oneline"]) await same(line);
});
