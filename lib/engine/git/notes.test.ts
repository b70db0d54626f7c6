import { afterEach, beforeEach, test, vi } from "vitest";
import { createBoth, type Both } from "./testing/both";
import { expectSame, linesOf } from "./testing/lines";

vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 });

let both: Both;

beforeEach(async () => {
  both = await createBoth();
  both.shell(String.raw`
    git init -q -b main; printf 'one\ntwo\n' > a; git add a; git commit -qm first; git branch topic
    printf 'three\n' >> a; git commit -qam second -m body; printf 'four\n' >> a; git commit -qam third`);
  await Promise.resolve();
});

afterEach(() => both.dispose());

test.each([
  `notes add -m 'first note'
   notes add -m again
   notes append -m more
   notes show
   notes add -f -m 'new one' -m 'two paragraphs'
   notes list
   notes list HEAD
   notes list HEAD~1
   notes show HEAD~1
   notes append -m 'to a file' HEAD:a
   notes add -m x bogus
   notes add -F a HEAD~1
   notes add -C HEAD:a -f HEAD~1
   notes edit -m x
   notes add -m '' topic
   ! git notes list; git reflog refs/notes/commits; git log --format=%T%s refs/notes/commits; git fsck`,
  `notes add -m one
   notes copy HEAD HEAD~1
   notes copy HEAD HEAD~1
   notes copy -f HEAD HEAD~1
   notes copy topic HEAD
   notes copy topic HEAD~1 -f
   notes remove HEAD~1
   notes remove HEAD~1
   notes remove --ignore-missing HEAD~1
   notes --ref other add -m elsewhere topic
   notes --ref=other list
   notes --ref other get-ref
   notes get-ref
   notes prune -v
   ! git notes list; git for-each-ref; git fsck`,
  `notes add -m 'of the third'
   notes --ref other add -m elsewhere
   log
   log -2 --oneline
   log -1 --notes --oneline
   log -1 --pretty=medium
   log -1 --pretty=short --notes
   log -1 --format=%N
   log -1 --notes=other
   log -1 --notes=other --notes
   log -1 --notes=missing
   show -s
   show --no-notes -s
   log -1 --pretty=email --notes`,
])("keeps what is said of commits as git keeps it, and shows it: %s", (lines) => expectSame(both, linesOf(lines)));
