import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createBoth, type Both } from "./testing/both";

/** Each step runs two programs, one of which starts processes. */
vi.setConfig({ testTimeout: 90_000 });

let both: Both;

beforeEach(async () => {
  both = await createBoth();
});

afterEach(() => both.dispose());

async function same(...args: string[]): Promise<string> {
  const { real, ours } = await both.git(...args);
  expect({ args, code: ours.code, out: ours.out }).toEqual({ args, code: real.code, out: real.out });
  return ours.out;
}

/** The same bytes in both working trees. */
function alike(path: string): string {
  const { real, ours } = both.read(path);
  expect(ours).toBe(real);
  return ours;
}

const text = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join("");

async function forked(): Promise<void> {
  await same("init");
  both.write("a.txt", text(["one", "two", "three", "four", "five", "six", "seven", "eight"]));
  both.write("b.txt", "b\n");
  both.write("c.txt", "c\n");
  await same("add", ".");
  await same("commit", "-m", "First");
  await same("switch", "-c", "topic");
  both.write("a.txt", text(["ONE", "two", "three", "four", "five", "six", "seven", "eight"]));
  both.write("new.txt", "new\n");
  both.remove("c.txt");
  await same("add", "-A");
  await same("commit", "-m", "On topic");
  await same("switch", "main");
}

test("goes forward where nothing has happened since, and says what came", async () => {
  await forked();
  await same("merge", "topic");
  await same("merge", "topic");
  await same("status");
  alike("a.txt");
});

test("joins what two branches did to one file, in a commit of two parents", async () => {
  await forked();
  both.write("a.txt", text(["one", "two", "three", "four", "five", "six", "seven", "EIGHT"]));
  await same("commit", "-am", "On main");
  await same("merge", "--ff-only", "topic");
  await same("merge", "topic");
  alike("a.txt");
  await same("log", "-1");
  await same("log", "--oneline");
  await same("ls-files", "-s");
  await same("show", "--no-patch");
  await same("status", "-s");
});

test("leaves markers where they disagree, tells of them, and ends by a commit", async () => {
  await forked();
  both.write("a.txt", text(["uno", "two", "three", "four", "five", "six", "seven", "eight"]));
  both.write("new.txt", "other\n");
  both.write("c.txt", "changed\n");
  await same("add", ".");
  await same("commit", "-m", "On main");
  await same("merge", "topic");
  expect(alike("a.txt")).toContain("<<<<<<< HEAD\nuno\n=======\nONE\n>>>>>>> topic\n");
  alike("new.txt");
  await same("status");
  await same("status", "--porcelain");
  await same("commit", "-m", "Too early");
  await same("merge", "topic");
  both.write("a.txt", "solved\n");
  await same("add", "a.txt");
  await same("status");
  await same("rm", "-q", "c.txt");
  await same("add", "new.txt");
  await same("status");
  await same("commit", "--no-edit");
  await same("log", "-1");
  await same("status");
});

test("gives up a merge without a trace", async () => {
  await forked();
  both.write("a.txt", text(["uno"]));
  await same("commit", "-am", "On main");
  await same("merge", "topic");
  await same("merge", "--abort");
  await same("status", "-s");
  expect(alike("a.txt")).toBe("uno\n");
  await same("merge", "--abort");
});

test("refuses to write over what isn't committed", async () => {
  await forked();
  both.write("b.txt", "bb\n");
  await same("commit", "-am", "On main");
  both.write("a.txt", "mine\n");
  await same("merge", "topic");
  expect(alike("a.txt")).toBe("mine\n");
  await same("restore", "a.txt");
  both.write("new.txt", "mine\n");
  await same("merge", "topic");
  expect(alike("new.txt")).toBe("mine\n");
});

test("merges without a fast-forward, without a commit and squashed, when asked to", async () => {
  await forked();
  await same("merge", "--no-ff", "topic");
  await same("log", "--oneline");
  await same("reset", "--hard", "HEAD~1");
  await same("merge", "--no-ff", "--no-commit", "topic");
  await same("status");
  await same("commit", "-m", "By hand");
  await same("log", "-1");
  await same("merge", "missing");
});

test("puts changes aside and brings them back", async () => {
  await forked();
  await same("stash");
  both.write("a.txt", "changed\n");
  both.write("b.txt", "staged\n");
  both.write("loose.txt", "loose\n");
  await same("add", "b.txt");
  await same("stash");
  await same("status", "-s");
  await same("stash", "list");
  await same("stash", "show");
  await same("stash", "show", "-p");
  both.write("b.txt", "again\n");
  await same("stash", "push", "-m", "second", "-u");
  await same("stash", "list");
  await same("status", "-s");
  await same("stash", "pop");
  await same("stash", "drop");
  await same("stash", "pop");
  alike("b.txt");
  await same("status", "-s");
});

test("says where what was put aside no longer fits, and keeps it", async () => {
  await forked();
  both.write("a.txt", text(["stashed", "two", "three", "four", "five", "six", "seven", "eight"]));
  await same("stash");
  both.write("a.txt", text(["newer", "two", "three", "four", "five", "six", "seven", "eight"]));
  await same("commit", "-am", "Newer");
  await same("stash", "pop");
  expect(alike("a.txt")).toContain("<<<<<<< Updated upstream\nnewer\n=======\nstashed\n>>>>>>> Stashed changes\n");
  await same("stash", "list");
  await same("status");
});

test("tells who wrote which line, over a merge and over what isn't committed", async () => {
  await forked();
  both.write("a.txt", text(["one", "two", "three", "four", "five", "six", "seven", "EIGHT", "nine"]));
  await same("commit", "-am", "On main");
  await same("merge", "topic");
  await same("blame", "a.txt");
  await same("blame", "-L", "2,3", "a.txt");
  await same("blame", "-s", "HEAD~1", "--", "a.txt");
  await same("blame", "missing");
});
