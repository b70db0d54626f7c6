import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import * as fs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { statFields } from "../protocol/constants";
import { createTestSystem, type Answered, type TestSystem } from "./test-system";

/** One thing to do, to this kernel and to the real file system. Answers what can be compared. */
interface Step {
  readonly title: string;
  readonly here: (kernel: TestSystem) => Promise<Answered>;
  readonly real: (root: string) => unknown;
  /** What of the kernel's answer is compared with what `real` returned. */
  readonly shows?: (answered: Answered) => unknown;
}

const name = fc.constantFrom("a", "b", "c", "d");
const path = fc.oneof(
  { weight: 6, arbitrary: fc.array(name, { minLength: 1, maxLength: 3 }).map((parts) => parts.join("/")) },
  { weight: 1, arbitrary: fc.constantFrom("a/", "b/c/", "a/.", "a/..", "b/../a", "a//b", ".", "c/./d", "b/c/../../a") },
);
const target = fc.constantFrom("a", "b", "a/b", "../a", "c/d", "./b", "nowhere", "a/");
const content = fc.string({ maxLength: 8 });
const ours = (given: string) => `/x/w/${given}`;
const theirs = (root: string, given: string) => `${root}/x/w/${given}`;
const field = (answered: Answered, wanted: (typeof statFields)[number]) =>
  answered.numbers[statFields.indexOf(wanted)] ?? -1;

const onePath = (
  title: string,
  numbers: number[],
  real: (path: string) => unknown,
  shows?: Step["shows"],
): fc.Arbitrary<Step> =>
  path.map((given): Step => ({
    title: `${title} ${given}`,
    here: (kernel) => kernel.call(title.split(" ")[0] as "stat", numbers, [ours(given)]),
    real: (root) => real(theirs(root, given)),
    ...(shows && { shows }),
  }));

const twoPaths = (title: "rename" | "link", real: (from: string, to: string) => unknown): fc.Arbitrary<Step> =>
  fc.tuple(path, path).map(([from, to]) => ({
    title: `${title} ${from} ${to}`,
    here: (kernel) => kernel.call(title, [], [ours(from), ours(to)]),
    real: (root) => real(theirs(root, from), theirs(root, to)),
  }));

const shape = (stat: fs.Stats) => [stat.mode, stat.isDirectory() ? 0 : stat.size, stat.nlink];
const shapeHere = (answered: Answered) => {
  const mode = field(answered, "mode");
  return [mode, (mode & 0o170000) === 0o040000 ? 0 : field(answered, "size"), field(answered, "nlink")];
};

const write = (title: string, flags: number): fc.Arbitrary<Step> =>
  fc.tuple(path, content).map(([given, text]) => ({
    title: `${title} ${given}`,
    here: (kernel) => kernel.call("writeFile", [-1, flags, 0o644], [ours(given), text]),
    real: (root) => {
      const fd = fs.openSync(theirs(root, given), flags, 0o644);
      fs.writeSync(fd, text);
      fs.closeSync(fd);
    },
  }));

const step: fc.Arbitrary<Step> = fc.oneof(
  onePath("mkdir", [0o755], (at) => {
    fs.mkdirSync(at, 0o755);
  }),
  onePath("mkdir -p", [0o755, 1], (at) => {
    fs.mkdirSync(at, { mode: 0o755, recursive: true });
  }),
  onePath("rmdir", [], (at) => {
    fs.rmdirSync(at);
  }),
  onePath("unlink", [], (at) => {
    fs.unlinkSync(at);
  }),
  onePath("stat", [], (at) => shape(fs.statSync(at)), shapeHere),
  onePath("lstat", [], (at) => shape(fs.lstatSync(at)), shapeHere),
  onePath(
    "readdir",
    [],
    (at) => fs.readdirSync(at).join("\0"),
    ({ text }) => text.split("|")[0],
  ),
  onePath(
    "readlink",
    [],
    (at) => fs.readlinkSync(at),
    ({ text }) => text,
  ),
  onePath("access", [0], (at) => {
    fs.accessSync(at);
  }),
  onePath("chmod", [0o640], (at) => {
    fs.chmodSync(at, 0o640);
  }),
  onePath("truncate", [3], (at) => {
    fs.truncateSync(at, 3);
  }),
  path.map((given): Step => ({
    title: `readFile ${given}`,
    here: (kernel) => kernel.call("readFile", [-1], [ours(given)]),
    real: (root) => fs.readFileSync(theirs(root, given), "utf8"),
    shows: ({ text }: Answered) => text,
  })),
  path.map((given): Step => ({
    title: `realpath ${given}`,
    here: (kernel) => kernel.call("realpath", [], [ours(given)]),
    real: (root) => fs.realpathSync.native(theirs(root, given)).slice(root.length),
    shows: ({ text }: Answered) => text,
  })),
  fc.tuple(target, path).map(([to, at]): Step => ({
    title: `symlink ${to} ${at}`,
    here: (kernel) => kernel.call("symlink", [], [to, ours(at)]),
    real: (root) => {
      fs.symlinkSync(to, theirs(root, at));
    },
  })),
  twoPaths("rename", (from, to) => {
    fs.renameSync(from, to);
  }),
  twoPaths("link", (from, to) => {
    fs.linkSync(from, to);
  }),
  fc.tuple(path, path, fc.constantFrom(0, 1)).map(([from, to, mode]): Step => ({
    title: `copyFile ${from} ${to} ${mode}`,
    here: (kernel) => kernel.call("copyFile", [mode], [ours(from), ours(to)]),
    real: (root) => {
      fs.copyFileSync(theirs(root, from), theirs(root, to), mode);
    },
  })),
  write("overwrite", fs.constants.O_WRONLY | fs.constants.O_CREAT | fs.constants.O_TRUNC),
  write("append", fs.constants.O_WRONLY | fs.constants.O_CREAT | fs.constants.O_APPEND),
  write("create", fs.constants.O_WRONLY | fs.constants.O_CREAT | fs.constants.O_EXCL),
  write("write", fs.constants.O_WRONLY),
);

function attempt(act: () => unknown): { code: string; value: unknown } {
  try {
    return { code: "", value: act() };
  } catch (error) {
    return { code: (error as NodeJS.ErrnoException).code ?? String(error), value: undefined };
  }
}

test("whatever is done to files, this kernel answers as Linux does", { timeout: 120_000 }, async () => {
  process.umask(0o022);
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 40 }), async (steps) => {
      const root = mkdtempSync(join(tmpdir(), "kernel-files-"));
      try {
        mkdirSync(`${root}/x/w`, { recursive: true });
        const kernel = createTestSystem();
        await kernel.call("mkdir", [0o755, 1], ["/x/w"]);
        const done: string[] = [];
        for (const each of steps) {
          done.push(each.title);
          const real = attempt(() => each.real(root));
          const here = await each.here(kernel);
          const shown = here.code === "" ? each.shows?.(here) : undefined;
          expect({ after: done, code: here.code, value: shown }).toEqual({ after: done, ...real });
        }
        expect(kernel.faults).toEqual([]);
      } finally {
        rmSync(root, { recursive: true, force: true });
      }
    }),
    { numRuns: Number(process.env.KERNEL_RUNS ?? 300) },
  );
});
