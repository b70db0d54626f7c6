import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createBoth, type Both } from "./testing/both";

vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 });

let both: Both;

async function same(line: string, input = ""): Promise<string> {
  const args = Array.from(line.matchAll(/'([^']*)'|(\S+)/gu), ([, quoted, plain]) => quoted ?? plain ?? "");
  const { real, ours } = await both.gitFed(input, ...args);
  expect({ line, ...ours, err: ours.err.trimEnd() }).toEqual({ line, ...real, err: real.err.trimEnd() });
  return real.out;
}

const text = (...lines: readonly string[]): string => lines.map((line) => `${line}\n`).join("");
const numbers = Array.from({ length: 30 }, (_, at) => `line ${at + 1}`);

beforeEach(async () => {
  both = await createBoth();
  await same("init -q");
  both.write("a.txt", text("one", "two", "three", "four", "five"));
  both.write("long.txt", text(...numbers));
  both.write("d/b.txt", "x\n");
  both.write("gone.txt", "old\n");
  await same("add -A");
  await same("commit -qm First");
  both.write("a.txt", "one\n2\nthree\nfour\nfive\nsix");
  both.write("long.txt", text("line 0", ...numbers.slice(0, 14), "fifteen", ...numbers.slice(15, 29)));
  both.write("new file.txt", "new\n");
  both.write("größe.txt", "ü\n");
  both.remove("gone.txt");
  await same("mv d/b.txt d/c.txt");
  await same("add -A");
  await same("commit -qm Second");
});

afterEach(() => both.dispose());

async function state(): Promise<void> {
  for (const line of ["status --short", "diff HEAD", "diff --cached HEAD"]) await same(line);
}

/** What the second commit did, as a file in the folder above. */
async function savedPatch(name = "p.diff"): Promise<void> {
  both.write(`../${name}`, await same("diff HEAD~1 HEAD"));
}

test("puts a patch into the working tree, the index, or both, and takes it back", async () => {
  await savedPatch();
  for (const line of ["apply --check -R ../p.diff", "apply -R ../p.diff"]) await same(line);
  await state();
  await same("apply -v ../p.diff");
  await state();
  await same("apply --cached -R ../p.diff");
  await state();
  await same("reset -q --hard");
  await same("apply -R --index ../p.diff");
  await state();
  await same("apply --index ../p.diff");
  await state();
});

test("says what a patch holds without applying it", async () => {
  await savedPatch();
  for (const option of ["--stat", "--numstat", "--summary", "--stat --summary --numstat", "--stat -R"])
    await same(`apply ${option} ../p.diff`);
  await state();
});

test("applies none of a patch of which a part doesn't fit, and says which", async () => {
  await savedPatch();
  for (const line of ["apply ../p.diff", "apply --check ../p.diff", "apply -v ../p.diff", "apply --index ../p.diff"])
    await same(line);
  both.write("a.txt", "something else\n");
  await state();
  for (const line of ["apply -R ../p.diff", "apply --index -R ../p.diff", "apply -R -q ../p.diff"]) await same(line);
  await state();
});

test("finds the place of a hunk that has moved", async () => {
  both.write("../long.diff", await same("diff HEAD~1 HEAD -- long.txt"));
  await same("apply -R ../long.diff");
  both.write("long.txt", text("line 1", "line 2", "line 3", "more", "and more", ...numbers.slice(3)));
  await same("apply -v ../long.diff");
  await state();
});

test("reads a patch from its input, of a program other than git, and with other folders", async () => {
  const plain = "--- a.txt.orig\t2026-01-01\n+++ a.txt\t2026-01-02\n@@ -1,2 +1,2 @@\n one\n-2\n+zwei\n three\n".replace(
    "1,2 +1,2",
    "1,3 +1,3",
  );
  await same("apply -p0", plain);
  await state();
  await same("apply -p0 -R -", plain);
  await same("apply -p1", plain);
  await same("apply --directory=d -p0", plain);
  await state();
});

test("leaves out files by their names", async () => {
  await savedPatch();
  await same("apply -R --exclude=long.txt --exclude=gone.txt ../p.diff");
  await state();
  await same("reset -q --hard");
  await same("apply -R --include=a.* ../p.diff");
  await state();
});

test.each(["", "--whitespace=nowarn", "--whitespace=fix", "--whitespace=error", "--check"])(
  "says what is wrong with blanks, and mends it when asked: %s",
  async (option) => {
    both.write("a.txt", text("one", "2 ", "three", "  \tx", ...numbers.map((line) => `${line} `)));
    both.write("../w.diff", await same("diff -- a.txt"));
    for (const line of ["checkout -q a.txt", `apply ${option} ../w.diff`, "diff HEAD"]) await same(line);
  },
);

test("knows no other word for what to do with blanks", async () => {
  both.write("../p.diff", await same("diff HEAD~1 HEAD"));
  await same("apply --whitespace=bogus ../p.diff");
});

test("refuses what is no patch", async () => {
  both.write("../garbage", "nothing\n");
  both.write("../short.diff", "diff --git a/a.txt b/a.txt\n--- a/a.txt\n+++ b/a.txt\n@@ -1,5 +1,5 @@\n one\n-2\n+3\n");
  for (const line of ["apply missing", "apply ../garbage", "apply --allow-empty ../garbage", "apply ../short.diff"])
    await same(line);
  await same("apply", "");
  await state();
});

test("takes modes along", async () => {
  const patch = text(
    "diff --git a/a.txt b/a.txt",
    "old mode 100644",
    "new mode 100755",
    "diff --git a/run.sh b/run.sh",
    "new file mode 100755",
    "index 0000000..3e75765",
    "--- /dev/null",
    "+++ b/run.sh",
    "@@ -0,0 +1 @@",
    "+new",
  );
  await same("apply --summary", patch);
  await same("apply", patch);
  await same("add -A");
  await same("commit -qm Modes");
  await same("show --stat --summary");
  await same("apply -R --index", patch);
  await state();
});

test("brings back files that were removed by hand when all is reset", async () => {
  both.remove("d");
  both.remove("a.txt");
  both.write("long.txt", "other\n");
  await state();
  await same("reset -q --hard");
  await state();
  expect(both.read("d/c.txt")).toEqual({ real: "x\n", ours: "x\n" });
  both.remove("a.txt");
  await same("checkout -q -f");
  await state();
});

test.each(["worktree list", "submodule status"])("says what works in place of git %s", async (line) => {
  const { ours } = await both.git(...line.split(" "));
  expect(ours).toMatchObject({ code: 128, out: "" });
  expect(ours.err).toMatch(/^fatal: .* there in the tab: .*\.\n$/u);
});

test("takes a commit's message from its input", async () => {
  await same("commit --allow-empty -F -", "From the input\n\nIts body.\n");
  await same("log -1 --format=%B");
});
