import fc from "fast-check";
import { afterEach, expect, test, vi } from "vitest";
import { stepsLeft } from "./bisect-state";
import { createBoth, type Both } from "./testing/both";

/** Each step runs two programs, one of which starts processes. */
vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 });

let both: Both;
afterEach(() => both.dispose());

async function same(...args: string[]): Promise<void> {
  const { real, ours } = await both.git(...args);
  expect({ args, ...ours, err: ours.err.trimEnd() }).toEqual({ args, ...real, err: real.err.trimEnd() });
}

/** Nine commits in a row, the sixth of which breaks it. */
async function begin(): Promise<void> {
  both = await createBoth();
  await same("init", "-q");
  for (let number = 1; number <= 9; number++) {
    both.write("a.txt", `${number}${number >= 6 ? " broken" : ""}\n`);
    await same("add", "a.txt");
    await same("commit", "-qm", `Commit ${number}`);
  }
}

const lines: readonly (readonly string[])[] = [
  ["bisect", "start"],
  ["bisect", "bad"],
  ["bisect", "good", "HEAD~8"],
  ["status"],
  ["bisect", "good"],
  ["bisect", "bad"],
  ["bisect", "log"],
  ["bisect", "good"],
  ["bisect", "log"],
  ["bisect", "reset"],
  ["bisect", "reset"],
  ["bisect", "good"],
  ["bisect"],
  ["bisect", "start", "HEAD", "HEAD~8"],
  ["bisect", "run", "sh", "-c", "! grep -q broken a.txt"],
  ["bisect", "reset"],
  ["bisect", "start", "HEAD", "HEAD~2"],
  ["bisect", "skip"],
  ["bisect", "reset"],
  ["status"],
];

test("finds the first bad commit as git does, by hand and by a program", async () => {
  await begin();
  for (const line of lines) await same(...line);
});

const remotes: readonly (readonly string[])[] = [
  ["push"],
  ["pull"],
  ["fetch"],
  ["remote", "add", "origin", "https://example.org/a.git"],
  ["remote", "show"],
  ["remote", "rename", "origin", "up"],
  ["remote", "-v"],
  ["remote", "rename", "nope", "x"],
  ["remote", "rm", "nope"],
  ["remote", "get-url", "nope"],
  ["rev-parse", "--all"],
  ["rev-parse", "--branches"],
  ["rev-parse", "--git-path", "hooks"],
  ["rev-parse", "HEAD:a.txt"],
  ["rev-parse", ":/Commit 3"],
];

test("says what git says of remotes that aren't there, and names one anew", async () => {
  await begin();
  for (const line of remotes) await same(...line);
});

test("never promises more steps than halving takes", async () => {
  both = await createBoth();
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100_000 }), (count) => {
      expect(stepsLeft(count)).toBeLessThanOrEqual(Math.ceil(Math.log2(count)));
      expect(stepsLeft(count)).toBeGreaterThanOrEqual(0);
    }),
  );
});
