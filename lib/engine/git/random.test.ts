import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { createBoth, type Both } from "./testing/both";

vi.setConfig({ testTimeout: 300_000 });

const branch = fc.constantFrom("main", "one", "two");
const file = fc.constantFrom("a", "b", "d/c", "d/e");
const text = fc.array(fc.constantFrom("1", "2", "3", "4"), { minLength: 1, maxLength: 4 });

/** What people do, in no order. */
const step = fc.oneof(
  fc.record({ write: file, lines: text }),
  fc.record({ write: file, lines: text }),
  fc.constantFrom("add -A", "add -u", "commit -m words", "commit -am words", "commit --amend --no-edit"),
  fc.constantFrom(
    "stash",
    "stash -u",
    "stash pop",
    "stash drop",
    "merge --abort",
    "cherry-pick --abort",
    "revert --abort",
  ),
  fc.constantFrom(
    "reset",
    "reset --hard",
    "reset --soft HEAD~1",
    "reset HEAD~1",
    "reset --merge",
    "restore .",
    "clean -fd",
  ),
  fc.constantFrom("rebase --abort", "rebase --skip", "cherry-pick --skip", "revert --no-edit HEAD", "checkout -f"),
  file.map((name) => `rm -f ${name}`),
  file.map((name) => `restore --staged ${name}`),
  branch.map((name) => `switch ${name}`),
  branch.map((name) => `switch -c ${name}`),
  branch.map((name) => `merge ${name}`),
  branch.map((name) => `merge --squash ${name}`),
  branch.map((name) => `rebase ${name}`),
  branch.map((name) => `cherry-pick ${name}`),
  branch.map((name) => `branch -D ${name}`),
);

function read(folder: string, ...args: readonly string[]): string {
  try {
    return execFileSync("git", args, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  } catch {
    return "failed";
  }
}

/** What the real git makes of a repository: both are read by it, ours as well. */
function stateOf(folder: string): Record<string, string> {
  const git = (...args: readonly string[]): string => read(folder, ...args);
  return {
    status: git("status", "--porcelain=v2", "--branch"),
    index: git("ls-files", "--stage"),
    log: git("log", "--all", "--format=%T %P %s %an"),
    refs: git("for-each-ref"),
  };
}

async function take(both: Both, one: string | { readonly write: string; readonly lines: readonly string[] }) {
  if (typeof one !== "string") {
    both.write(one.write, one.lines.map((line) => `${line}\n`).join(""));
    return undefined;
  }
  const { real, ours } = await both.git(...one.split(" "));
  return { line: one, real: { code: real.code, out: real.out }, ours: { code: ours.code, out: ours.out } };
}

test("any row of steps ends with the same files, index and history as in git", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
      const both = await createBoth();
      try {
        await both.git("init", "-q");
        both.write("a", "1\n2\n3\n");
        await both.git("add", "-A");
        await both.git("commit", "-qm", "first");
        for (const one of steps) {
          const said = await take(both, one);
          expect(said?.ours).toEqual(said?.real);
          expect({ after: one, ...stateOf(both.folders.ours) }).toEqual({ after: one, ...stateOf(both.folders.real) });
        }
        expect(read(both.folders.ours, "fsck", "--no-dangling")).toBe("");
      } finally {
        await both.dispose();
      }
    }),
    { numRuns: Number(process.env["GIT_RANDOM_RUNS"] ?? 6), seed: 20_261_127 },
  );
});
