import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createBoth, type Both } from "./testing/both";

/** Each step runs two programs, one of which starts processes. */
vi.setConfig({ testTimeout: 90_000 });

let both: Both;

beforeEach(async () => {
  both = await createBoth();
});

afterEach(() => both.dispose());

/** Both say and leave the same. What git writes over with a carriage return is of no account. */
async function same(...args: string[]): Promise<string> {
  const { real, ours } = await both.git(...args);
  const shown = ({ code, out, err }: typeof real) => ({ args, code, out, err: err.trimEnd() });
  expect(shown(ours)).toEqual(shown(real));
  return ours.out;
}

const text = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join("");

function alike(path: string): string {
  const { real, ours } = both.read(path);
  expect(ours).toBe(real);
  return ours;
}

/** `main` with one commit of its own, `topic` with two. */
async function forked(onMain: string): Promise<void> {
  await same("init", "-q");
  both.write("a.txt", text(["one", "two", "three", "four", "five", "six", "seven"]));
  await same("add", ".");
  await same("commit", "-q", "-m", "First");
  await both.git("switch", "-q", "-c", "topic");
  both.write("a.txt", text(["ONE", "two", "three", "four", "five", "six", "seven"]));
  await same("commit", "-q", "-am", "Upper one");
  both.write("new.txt", "new\n");
  await same("add", ".");
  await same("commit", "-q", "-m", "A new file", "-m", "With a body.");
  await both.git("switch", "-q", "main");
  both.write("a.txt", text([onMain, "two", "three", "four", "five", "six", "SEVEN"]));
  await same("commit", "-q", "-am", "On main");
}

const history = async (): Promise<void> => {
  await same("log", "--format=%H %an %at %s %b", "--all");
  await same("status");
};

test("puts on a commit, and takes one back", async () => {
  await forked("one");
  await same("cherry-pick", "topic");
  await same("cherry-pick", "topic~1");
  alike("a.txt");
  await same("revert", "--no-edit", "HEAD~1");
  await same("revert", "--no-edit", "-n", "HEAD~1");
  await same("status", "-s");
  await history();
});

test("gives up without touching what was edited beside it", async () => {
  await forked("uno");
  both.write("side.txt", "side\n");
  await same("add", ".");
  await same("commit", "-q", "-m", "Side");
  for (const [action, commit] of [
    ["cherry-pick", "topic~1"],
    ["revert", "topic~1"],
  ] as const) {
    both.write("a.txt", text(["uno", "two", "three", "four", "five", "six", "SEVEN"]));
    await same("add", ".");
    await both.git("commit", "-q", "--allow-empty", "-m", "Other lines");
    both.write("side.txt", "edited\n");
    await same(action, ...(action === "revert" ? ["--no-edit"] : []), commit);
    await same(action, "--abort");
    expect(alike("side.txt")).toBe("edited\n");
    await same(action, ...(action === "revert" ? ["--no-edit"] : []), commit);
    await same(action, "--skip");
    expect(alike("side.txt")).toBe("edited\n");
  }
  await same("status", "-s");
});

test("goes on with the options that a series was begun with", async () => {
  await forked("uno");
  await same("cherry-pick", "-x", "-s", "main..topic");
  both.write("a.txt", "solved\n");
  await same("add", ".");
  await same("cherry-pick", "--continue");
  expect(await same("log", "-1", "--format=%B")).toContain("Signed-off-by: Ada <ada@example.org>");
});

test("takes a side's lines, or no other side at all, when told to", async () => {
  await forked("uno");
  await same("cherry-pick", "-X", "theirs", "topic~1");
  await same("reset", "--hard", "HEAD~1");
  await same("merge", "-s", "ours", "topic");
  await same("reset", "--hard", "HEAD~1");
  await same("merge", "-X", "ours", "topic");
  await history();
  await same("cherry-pick", "--ff", "-x", "topic");
});

/** An editor that puts a list of one's own in place of what it is given. */
const editor = (lines: string): string => `printf '${lines}' >`;

test("does what the list of an interactive rebase says", async () => {
  await same("init", "-q");
  for (const name of ["a", "b", "c", "d", "e"]) {
    both.write(`${name}.txt`, `${name}\n`);
    await same("add", ".");
    await same("commit", "-q", "-m", `Add ${name}`);
  }
  const list = String.raw`pick HEAD~1\nsquash HEAD~2\nfixup HEAD~3\nexec true\nreword HEAD\n`;
  await same("-c", `sequence.editor=${editor(list)}`, "rebase", "-i", "HEAD~4");
  await history();
  await same("-c", `sequence.editor=${editor(String.raw`edit HEAD\n`)}`, "rebase", "-i", "HEAD~1");
  await same("status");
  both.write("e.txt", "more\n");
  await same("add", ".");
  await same("rebase", "--continue");
  await history();
  await same("-c", `sequence.editor=${editor(String.raw`break\npick HEAD\n`)}`, "rebase", "-i", "HEAD~1");
  await same("rebase", "--continue");
  await same("-c", "sequence.editor=false", "rebase", "-i", "HEAD~1");
  const wrong = await both.git(
    "-c",
    `sequence.editor=${editor(String.raw`nonsense HEAD\n`)}`,
    "rebase",
    "-i",
    "HEAD~1",
  );
  expect(wrong.ours).toMatchObject({ code: 1, err: "error: invalid line 1: nonsense HEAD\n" });
  await both.git("rebase", "--abort");
  await same("commit", "-q", "--allow-empty", "--fixup", "HEAD~1");
  await same("-c", "sequence.editor=true", "rebase", "-i", "--autosquash", "HEAD~2");
});

test("sets aside what isn't committed, and leaves out what is there already", async () => {
  await forked("one");
  await same("cherry-pick", "topic");
  await both.git("switch", "-q", "topic");
  both.write("a.txt", text(["ONE", "two", "three", "FOUR", "five", "six", "seven"]));
  await same("rebase", "--autostash", "main");
  await same("status", "-s");
  await history();
});

test("writes a commit's message in an editor, and says what would do where there is none", async () => {
  await forked("one");
  both.write("b.txt", "b\n");
  await same("add", ".");
  await same("-c", "core.editor=false", "commit");
  await same("commit", "-m", "Named", "-m", "Body", "-s");
  await same("commit", "-m", "");
  await same("commit", "-s", "-m", "Signed", "-m", "Reviewed-by: Bob <b@c.d>");
  await same("commit", "--amend");
  await same("commit", "--amend", "--author", "Bob <bob@example.org>", "--date", "1600000000 +0000", "-m", "Of Bob");
  await history();
});

test("puts on a series, and says where it came from", async () => {
  await forked("one");
  await same("cherry-pick", "-x", "main..topic");
  await history();
});

test("stops at a conflict, goes on when it is solved, and gives up without a trace", async () => {
  await forked("uno");
  await same("cherry-pick", "main..topic");
  expect(alike("a.txt")).toContain("(Upper one)\n");
  await same("status");
  await same("cherry-pick", "--abort");
  await history();
  await same("cherry-pick", "topic~1", "topic");
  both.write("a.txt", "solved\n");
  await same("add", ".");
  await same("status");
  await same("cherry-pick", "--continue");
  await history();
  await same("cherry-pick", "--continue");
  await same("cherry-pick", "missing");
});

test("takes back with a conflict", async () => {
  await forked("uno");
  await same("revert", "--no-edit", "topic~1");
  expect(alike("a.txt")).toContain(">>>>>>> parent of");
  await same("status");
  await same("revert", "--abort");
  await history();
});

test("moves a branch onto another", async () => {
  await forked("one");
  await both.git("switch", "-q", "topic");
  await same("rebase", "main");
  await history();
  await same("rebase", "main");
  await both.git("switch", "-q", "main");
  await same("rebase", "topic");
  await history();
});

test("stops a rebase at a conflict, goes on, skips and gives up", async () => {
  await forked("uno");
  await both.git("switch", "-q", "topic");
  await same("rebase", "main");
  alike("a.txt");
  await same("status");
  await same("rebase", "--continue");
  await same("rebase", "--abort");
  await history();
  await same("rebase", "main");
  await same("rebase", "--skip");
  await history();
  await same("reset", "-q", "--hard", "HEAD~1");
  await same("rebase", "--abort");
});

test("commits what was solved as its author's", async () => {
  await forked("uno");
  await both.git("switch", "-q", "topic");
  await same("rebase", "main");
  both.write("a.txt", "solved\n");
  await same("add", "a.txt");
  await same("status");
  await same("rebase", "--continue");
  await history();
});

test("refuses to rebase over what isn't committed", async () => {
  await forked("one");
  both.write("a.txt", "changed\n");
  await same("rebase", "topic");
  await same("add", ".");
  await same("rebase", "topic");
  await same("cherry-pick", "topic");
  await same("rebase", "missing");
});

test("cleans away what isn't tracked, folders when asked", async () => {
  await forked("one");
  both.write("loose.txt", "x");
  both.write("folder/inner.txt", "x");
  both.write(".gitignore", "kept.log\n");
  both.write("kept.log", "x");
  await same("add", ".gitignore");
  await same("clean");
  await same("clean", "-n");
  await same("clean", "-nd");
  await same("clean", "-n", "-e", "loose*");
  await same("clean", "-ndx");
  await same("clean", "-nX");
  await same("clean", "-f");
  await same("clean", "-fd");
  await same("status", "-s");
  alike("kept.log");
});
