import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createBoth, type Both } from "./testing/both";
import { expectSame, linesOf } from "./testing/lines";

vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 });

let both: Both;

/** A branch of four commits as mails, beside a branch where they may fit. */
beforeEach(async () => {
  both = await createBoth();
  both.shell(String.raw`
    git init -q -b main; printf '1\n2\n3\n4\n5\n' > f; printf 'x\n' > g; git add .; git commit -qm one; git switch -qc t
    printf '1\n2\nthree\n4\n5\n' > f; git commit -qam 'Three: ä' -m 'body' -m 'Fixes: #1'
    printf 'y\n' > g; chmod +x g; git commit -qam 'Wy'
    git mv g gg; printf 'a\0b' > bin; git add .; GIT_AUTHOR_NAME='Bjö, "Q" R' git commit -qm '[x] Move it'
    printf 'blank \n' >> f; git commit -qam 'Blanks' -m "$(printf 'x\n---\nnot shown')"
    git format-patch -q -o ../p main; git format-patch --stdout main > ../all.mbox; git switch -q main`);
  await Promise.resolve();
});

afterEach(() => both.dispose());

const session =
  '! ls .git/rebase-apply | grep -v merge-index; cd .git/rebase-apply; for f in [0-9a-o]* patch [q-z]*; do echo "-- $f"; cat $f; done';

test.each([
  `am ../p/0001-Three.patch ../p/0002-Wy.patch
   log --format=raw
   ! git fsck; git status -s; cat .git/ORIG_HEAD; ls .git; git reflog
   am ../p/0003-x-Move-it.patch ../p/0004-Blanks.patch
   log --format=raw
   ! git log --format=%B; git diff t`,
  `am -k ../all.mbox
   log --format=%s%n%b
   reset -q --hard main~4
   am --keep-non-patch -s -q ../all.mbox
   log --format=%s%n%b
   reset -q --hard main~4
   am -3 --whitespace=fix ../all.mbox
   log --stat`,
])("makes the same commits of mails: %s", (lines) => expectSame(both, linesOf(lines)));

test.each([
  `am ../all.mbox
   status
   am --show-current-patch
   am --show-current-patch=diff
   ${session}
   ! git status
   am --continue
   am ../all.mbox
   am
   am --skip
   am --abort
   ! git reflog; git status -s; ls .git`,
  `am -3 ../all.mbox
   status
   diff
   ${session}
   am --continue
   ! printf '1\\n2\\nboth\\n4\\n5\\n' > f; git add f
   status
   am --continue
   log --format=raw
   reset -q --hard HEAD~4
   am -3 ../all.mbox
   am --quit
   ! ls .git`,
  `am ../p/0001-Three.patch
   ! git commit -q --allow-empty -m moved
   am --abort
   ! printf 'q\\n' > g
   am ../p/0002-Wy.patch
   am --abort
   ! git add g
   am ../p/0002-Wy.patch
   am --abort
   status -s
   ! git reset -q --hard; sed 's/index .*/index 1234567..89abcde 100644/' ../p/0001-Three.patch > ../useless.patch; sed 's/^-3/-4/' ../p/0001-Three.patch > ../edited.patch
   am -3 ../useless.patch
   am --abort
   am -3 ../edited.patch
   am --abort
   am -p1 --directory=sub ../p/0001-Three.patch
   am --abort
   status`,
])("stops where a patch doesn't fit, and goes on from there: %s", async (lines) => {
  both.shell(String.raw`printf '1\n2\n33\n4\n5\n' > f; git commit -qam other`);
  await expectSame(both, linesOf(lines));
});

test("a session that one git has left is gone on with by the other", async () => {
  both.shell(String.raw`printf '1\n2\n33\n4\n5\n' > f; git commit -qam other`);
  await expectSame(both, ["am -3 ../all.mbox", String.raw`! printf '1\n2\nboth\n4\n5\n' > f; git add f`]);
  both.shell("git am --continue 2>/dev/null");
  await expectSame(both, ["! git log --format=%T%s; ls .git", "reset -q --hard HEAD~4"]);
  both.shell("git am ../all.mbox >/dev/null 2>&1 || true");
  await expectSame(both, ["am --skip", "! git log --format=%T%s; ls .git"]);
});

test("reads what a mail says in all the ways that mail has", async () => {
  const date = "Date: Tue, 14 Nov 2023 23:14:20 +0200";
  const patch = String.raw`---\n f | 2 +-\n\ndiff --git a/f b/f\n--- a/f\n+++ b/f\n@@ -1 +1 @@\n-1\n+one\n 2\n`.replace(
    "@@ -1 +1",
    "@@ -1,2 +1,2",
  );
  await expectSame(both, [
    String.raw`am <<< From: A <a@b>\nSubject: [PATCH] Hello\n${date}\n\nno patch\n`,
    "status",
    "am --allow-empty",
    String.raw`am --empty=drop <<< From: A <a@b>\nSubject: [PATCH] Hello\n${date}\n\nno patch\n`,
    String.raw`am --empty=keep <<< From: a@b (Ann)\nSubject: Re: [PATCH 1/2] [foo] Hello\n  more of it\n${date}\n\nFrom: Other <o@p>\nSubject: In body\n\nText\nX\n`,
    String.raw`am --empty=keep -c <<< From: =?UTF-8?q?=C3=84=C3=B6?= <a@b>\nSubject: =?UTF-8?B?w6Q=?= =?UTF-8?q?_x?=\n${date}\nContent-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\nabove\n-- >8 --\nCaf=E9 =\njoined\n`,
    String.raw`am -m --committer-date-is-author-date <<< From: "Q, \"R\"" <a@b>\nSubject: x\nMessage-Id: <q@r>\nDate: Tue, 14 Nov 2023 23:14:20 -0530\n\nFrom: Other <o@p>\nSubject: In body\n\nBody\n${patch}`,
    String.raw`am <<< From: a@b\nSubject: multi\n${date}\nContent-Type: multipart/mixed; boundary="xx"\n\n--xx\nContent-Type: text/plain\n\nWords\n--xx\nContent-Type: text/x-patch\nContent-Transfer-Encoding: base64\n\n${Buffer.from("--- a/g\n+++ b/g\n@@ -1 +1 @@\n-x\n+z\n").toString("base64")}\n--xx--\n`,
    "log -6 --format=raw",
    "am --skip",
    "am --show-current-patch",
    "am ../nope",
    "am <<< ",
    "am <<< hi",
    "am --abort",
  ]);
});

const step = fc.record({
  file: fc.constantFrom("a", "b", "d/c d", "ü"),
  lines: fc.array(fc.constantFrom("1", "2", "äö", "---", "From x", "\0", " "), { maxLength: 5 }),
  ends: fc.boolean(),
});

test("what format-patch writes am makes again: the same trees, authors and subjects, in either git", async () => {
  const reads = (folder: string, ...args: readonly string[]) =>
    execFileSync("git", args, { cwd: folder, encoding: "utf8" });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 5 }), async (steps) => {
      const fresh = await createBoth();
      try {
        fresh.shell("git init -q -b main; echo 0 > start; git add .; git commit -qm start; git branch old");
        for (const [at, { file, lines, ends }] of steps.entries()) {
          fresh.write(file, lines.join("\n") + (ends ? "\n" : ""));
          fresh.shell(`git add -A; git commit -q --allow-empty -m 'Step ${at}: ä' -m 'Body ${at}'`);
        }
        await expectSame(fresh, ["format-patch -q --no-signature --always -o ../mails old", "switch -q -c again old"]);
        const mails = execFileSync("ls", ["../mails"], { cwd: fresh.folders.ours, encoding: "utf8" })
          .trim()
          .split("\n");
        await expectSame(fresh, [`am -q --empty=keep ${mails.map((name) => `../mails/${name}`).join(" ")}`]);
        for (const folder of Object.values(fresh.folders))
          expect(reads(folder, "log", "--format=%T %an %ad %s %b", "again")).toBe(
            reads(folder, "log", "--format=%T %an %ad %s %b", "main"),
          );
        expect(reads(fresh.folders.ours, "fsck", "--no-dangling")).toBe("");
      } finally {
        await fresh.dispose();
      }
    }),
    { numRuns: Number(process.env["GIT_RANDOM_RUNS"] ?? 5), seed: 20_261_128 },
  );
});
