import { afterEach, beforeEach, expect, test } from "vitest";
import { createBoth, type Both } from "./testing/both";

let both: Both;

beforeEach(async () => {
  both = await createBoth();
});

afterEach(() => both.dispose());

/** The same standard output and exit code as the real one. */
async function same(...args: string[]): Promise<string> {
  const { real, ours } = await both.git(...args);
  expect({ code: ours.code, out: ours.out }).toEqual({ code: real.code, out: real.out });
  return ours.out;
}

async function committed(): Promise<void> {
  await same("init");
  both.write("a.txt", "one\ntwo\nthree\n");
  both.write("src/b.js", "function hello() {\n  return 1;\n}\n\nfunction other() {\n  return 2;\n}\n");
  await same("add", ".");
  await same("commit", "-m", "First");
}

test("begins a repository, shows what is new, stages and commits it", async () => {
  await same("init");
  await same("status");
  both.write("a.txt", "one\n");
  both.write("src/b.js", "1\n");
  await same("status");
  await same("status", "--short");
  await same("add", "a.txt");
  await same("status");
  await same("status", "-s");
  await same("commit", "-m", "First");
  await same("add", "-A");
  await same("commit", "-qm", "Second");
  await same("status");
  await same("log");
  await same("log", "--oneline");
});

test("tells changes in the index from those in the working tree", async () => {
  await committed();
  both.write("a.txt", "one\n2\nthree\n");
  await same("add", "a.txt");
  both.write("a.txt", "one\n2\n3\n");
  both.remove("src/b.js");
  both.write("new.txt", "n\n");
  await same("status");
  await same("status", "--porcelain");
  await same("diff");
  await same("diff", "--staged");
  await same("diff", "HEAD");
  await same("diff", "--stat");
  await same("diff", "--name-only");
  await same("diff", "--name-status", "HEAD");
  await same("commit", "-am", "All");
  await same("show");
  await same("show", "--stat");
  await same("status", "-s");
});

test("writes patches as the real one does: functions, ends without a new line, new and deleted files", async () => {
  await committed();
  both.write("src/b.js", "function hello() {\n  return 1;\n}\n\nfunction other() {\n  return 3;\n}\n// end");
  both.write("a.txt", "");
  both.write("c.txt", "c");
  await same("add", ".");
  await same("diff", "--cached");
  await same("commit", "-m", "Change\n\nWith a body.");
  await same("log", "-p");
  await same("log", "-1", "--format=%h %s by %an");
  await same("diff", "HEAD~1", "HEAD", "--stat");
  await same("diff", "HEAD~1..HEAD", "--", "a.txt");
});

test("amends, and refuses a commit of nothing", async () => {
  await committed();
  both.write("a.txt", "changed\n");
  await same("add", ".");
  await same("commit", "--amend", "-m", "Better");
  await same("log", "--oneline");
  await same("commit", "-m", "Nothing");
  await same("commit", "--allow-empty", "-m", "Still nothing");
});

test("leaves ignored files alone", async () => {
  await committed();
  both.write(".gitignore", "dist/\n*.log\n!keep.log\n");
  both.write("dist/x.js", "1");
  both.write("a.log", "1");
  both.write("keep.log", "1");
  await same("status", "-s");
  await same("add", "-A");
  await same("status");
});

test("ends with git's own code outside of a repository, for an unknown command, path or revision", async () => {
  const outside = await both.git("status");
  expect(outside.ours.code).toBe(outside.real.code);
  expect(outside.ours.err).toContain("fatal: not a git repository");
  await committed();
  for (const args of [
    ["nonsense"],
    ["add", "missing"],
    ["log", "missing..HEAD"],
    ["show", "missing"],
    ["commit", "--nope"],
  ]) {
    const { real, ours } = await both.git(...args);
    expect([args, ours.code]).toEqual([args, real.code]);
    expect(ours.err).not.toBe("");
  }
});

test("branches, switches, and keeps what a switch would write over", async () => {
  await committed();
  await same("branch");
  await same("branch", "topic");
  await same("branch", "topic");
  await same("switch", "topic");
  both.write("a.txt", "topic\n");
  await same("commit", "-am", "On topic");
  await same("switch", "main");
  expect(both.read("a.txt").ours).toBe("one\ntwo\nthree\n");
  both.write("a.txt", "mine\n");
  await same("switch", "topic");
  expect(both.read("a.txt").ours).toBe("mine\n");
  await same("restore", "a.txt");
  await same("checkout", "topic");
  await same("checkout", "-b", "third");
  await same("branch", "-v");
  await same("branch", "-d", "topic");
  await same("branch", "--show-current");
  await same("checkout", "HEAD~1");
  await same("status");
  await same("branch");
  await same("switch", "-");
  await same("switch", "missing");
});

test("takes things back: from the index, from the tree, from a commit, softly and hard", async () => {
  await committed();
  both.write("a.txt", "changed\n");
  both.write("new.txt", "n\n");
  await same("add", ".");
  await same("restore", "--staged", "a.txt");
  await same("status", "-s");
  await same("reset");
  await same("status", "-s");
  await same("checkout", "--", "a.txt");
  await same("status", "-s");
  both.write("a.txt", "second\n");
  await same("commit", "-am", "Second");
  await same("reset", "--soft", "HEAD~1");
  await same("status", "-s");
  await same("commit", "-m", "Again");
  await same("reset", "--hard", "HEAD^");
  await same("status", "-s");
  await same("log", "--oneline");
  await same("restore", "missing");
});

test("moves and removes files, and lists those it knows", async () => {
  await committed();
  await same("mv", "a.txt", "renamed.txt");
  await same("rm", "src/b.js");
  await same("ls-files");
  await same("ls-files", "-s");
  await same("status", "--porcelain");
  await same("rm", "missing");
  both.write("renamed.txt", "changed");
  await same("rm", "renamed.txt");
});

test("keeps tags, remotes and configuration", async () => {
  await committed();
  await same("tag", "v1");
  await same("tag", "-a", "v2", "-m", "Two");
  await same("tag");
  await same("tag", "v1");
  await same("tag", "-d", "v1");
  await same("rev-parse", "HEAD");
  await same("rev-parse", "--abbrev-ref", "HEAD");
  await same("remote", "add", "origin", "https://example.org/a.git");
  await same("remote", "-v");
  await same("remote", "get-url", "origin");
  await same("remote", "remove", "origin");
  await same("remote");
  await same("config", "user.name", "Grace");
  await same("config", "user.name");
  await same("config", "missing.key");
});
