import fc from "fast-check";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { fromBase85, toBase85 } from "./base85";
import { applyBinaryPart, readBinaryPart, writeBinaryPatch } from "./binary-patch";
import { decodedHeader } from "./mail-decode";
import { encoded } from "./mail-header";
import { createBoth, type Both } from "./testing/both";
import { expectSame, linesOf } from "./testing/lines";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let both: Both;

/** Names and subjects that mail must encode or wrap, files that move and are no text, a merge, a commit of nothing. */
beforeAll(async () => {
  both = await createBoth();
  both.shell(String.raw`
    git init -q -b main; git config format.signature tab
    printf 'one\ntwo\nthree\n' > a.txt; mkdir -p src; printf 'function b() {\n  return 1;\n}\n' > src/b.js
    git add -A; git commit -qm 'First commit'
    printf 'one\n2\nthree\n' > a.txt; printf 'bin\0ary' > logo.bin; chmod +x src/b.js; git add -A
    GIT_AUTHOR_NAME='Björn Ünal' git commit -qm 'Änder two lines' -m 'A body.' -m 'Fixes: #12'
    git tag v1; git branch topic; git mv src/b.js src/moved.js; git commit -qm 'Move b'
    printf 'x' > 'docs read.md'; git add -A
    git commit -qm '[fix] Add docs: with a very long subject line that goes on and on beyond the usual seventy-eight columns of a header'
    git switch -q topic; printf 'more\n' >> src/b.js; GIT_AUTHOR_NAME='J. (Q) "Public"' git commit -qam 'Topic' -m 'Signed-off-by: Bob <bob@example.org>'
    git switch -q main; git merge -q --no-ff topic -m 'Merge topic'
    git rm -q logo.bin; ln -s a.txt link; git add -A; git commit -qm "$(printf 'Two lines\nof subject')" -m "$(printf 'Body\n---\nbelow\n\nFrom y')"
    git commit -q --allow-empty -m 'Empty one'
    printf y > y; git add y; GIT_AUTHOR_NAME='Very Long Name With Many Words Which Goes On And On And On Until' GIT_AUTHOR_EMAIL=some.long.address@example.org git commit -qm '=?weird?= Wörter und Wörter und Wörter und Wörter und Wörter'`);
  await Promise.resolve();
});

afterAll(() => both.dispose());

test.each([
  `format-patch -1
   ! cat *.patch; rm *.patch
   format-patch -o ../out --cover-letter v1
   ! cat ../out/*; rm -r ../out
   format-patch --start-number 7 -v2 -2
   ! cat *.patch; rm *.patch
   format-patch --numbered-files -q -2
   ! ls; rm 1 2`,
  `format-patch --stdout --root HEAD
   format-patch --stdout -2 topic
   format-patch --stdout v1..topic -s
   format-patch --stdout main..topic
   format-patch --stdout v1 -- src
   format-patch --stdout -5 -s
   format-patch --always --stdout -4
   format-patch
   format-patch HEAD
   format-patch bogus
   format-patch --bogus`,
  `format-patch -N --stdout -3
   format-patch -n --stdout -1
   format-patch --start-number=5 --cover-letter --stdout -2
   format-patch --subject-prefix='PATCH foo' --stdout -2
   format-patch --subject-prefix= --stdout -1
   format-patch --rfc --stdout -1
   format-patch -k --stdout -3
   format-patch --no-signature --stdout -1
   format-patch --signature=me --stdout -1
   format-patch --zero-commit --stdout -1`,
  `format-patch --to=x@y --to=z@w --cc='C <c@c>' --add-header='X-A: b' --stdout -1
   format-patch --in-reply-to='<abc@d>' --stdout -1
   format-patch --from --stdout -3
   format-patch --from='Me <m@e>' --stdout -2
   format-patch -p --stdout -1
   format-patch --numstat --stdout -2
   format-patch -U1 --stdout -3
   format-patch --no-renames --stdout --root HEAD
   format-patch --no-binary --stdout -4
   format-patch --stdout --ignore-space-change -3`,
  `log --pretty=email -3
   log --pretty=email --stat -p -2
   log --format=mboxrd -4
   show --pretty=email --stat
   diff --binary v1 HEAD`,
])("writes commits as mails: %s", (lines) => expectSame(both, linesOf(lines)));

test("any bytes come back from base 85, and any content from a binary patch", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.uint8Array({ maxLength: 300 }), (before, after) => {
      expect(fromBase85(toBase85(after), after.length)).toEqual(after);
      const lines = writeBinaryPatch(before, after).split("\n");
      const forward = readBinaryPart(lines, 1);
      const backward = readBinaryPart(lines, forward?.end ?? 0);
      expect(forward && Buffer.from(applyBinaryPart(forward.part, before) ?? [])).toEqual(Buffer.from(after));
      expect(backward && Buffer.from(applyBinaryPart(backward.part, after) ?? [])).toEqual(Buffer.from(before));
    }),
  );
});

test("any text comes back from a mail's header", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", minLength: 1, maxLength: 90 }), fc.boolean(), (text, isName) => {
      const header = encoded(text, 9, isName);
      expect(decodedHeader(Buffer.from(header).toString("latin1"))).toBe(text);
      for (const line of header.split("\n")) expect(line.length).toBeLessThanOrEqual(76);
    }),
  );
});
