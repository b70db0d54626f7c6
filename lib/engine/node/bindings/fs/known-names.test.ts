import fc from "fast-check";
import { expect, test } from "vitest";
import { callFor } from "@/lib/engine/kernel/kernel";
import { createTestSystem } from "@/lib/engine/kernel/test-system";
import { op } from "@/lib/engine/protocol/operations";
import type { Part } from "@/lib/engine/protocol/parts";
import { createKnownNames, moduleKind } from "./known-names";

/** The real kernel's file system, asked at once, with a count of how often it was asked. */
function open() {
  const { system, process } = createTestSystem();
  const seen = { asked: 0, age: 0 };
  let answered: readonly Uint8Array[] = [];
  const numbers = new Float64Array(32);
  system.files.onNames = () => {
    seen.age += 1;
  };
  const call = (number: number, given: readonly number[], parts: readonly Part[] = []): number => {
    let result = Number.NaN;
    callFor(system, process, { op: number, numbers: given, parts }, (errno, found, bytes) => {
      result = errno;
      numbers.set(found);
      answered = bytes;
    });
    return result;
  };
  const names = createKnownNames({
    call: (number, given, parts) => {
      seen.asked += 1;
      return call(number, given, parts);
    },
    numbers,
    parts: () => answered,
    namesAge: () => seen.age,
  });
  /** Without anything that is remembered. */
  const truth = (path: string): number => {
    call(op.moduleStat, [], [path]);
    return numbers[0] ?? Number.NaN;
  };
  const write = (path: string) => call(op.writeFile, [-1, 0o101, 0o644], [path, "x"]);
  const mkdir = (path: string) => call(op.mkdir, [0o755, 1], [path]);
  return { names, truth, seen, call, write, mkdir };
}

const name = fc.constantFrom("a", "b", "index.js", "node_modules", "é");
const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((parts) => `/tmp/${parts.join("/")}`);
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant("look" as const), path, to: path }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom("mkdir" as const, "write" as const, "rm" as const, "rename" as const, "symlink" as const),
      path,
      to: path,
    }),
  },
);

test("what it says is what the kernel would say, whatever has been made, moved and removed meanwhile", () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 5, maxLength: 40 }), (steps) => {
      const { names, truth, call, write, mkdir } = open();
      for (const { do: what, path: at, to } of steps) {
        if (what === "mkdir") mkdir(at);
        else if (what === "write") write(at);
        else if (what === "rm") call(op.rm, [1, 1], [at]);
        else if (what === "rename") call(op.rename, [], [at, to]);
        else if (what === "symlink") call(op.symlink, [], [to, at]);
        for (const asked of [at, to, `${at}/index.js`, `${to}/../a`]) expect(names.kindOf(asked)).toBe(truth(asked));
      }
    }),
    { numRuns: 200 },
  );
});

test("many names of one directory cost two questions, and of one that isn't there none", () => {
  const { names, seen, write, mkdir } = open();
  mkdir("/tmp/p/lib");
  write("/tmp/p/lib/index.js");
  const ask = (paths: readonly string[]) => {
    const before = seen.asked;
    const kinds = paths.map(names.kindOf);
    return { kinds, asked: seen.asked - before };
  };
  const tried = ["x", "x.js", "index.js", "lib"].map((each) => `/tmp/p/lib/${each}`);
  const { file, neither } = moduleKind;
  expect(ask(tried)).toEqual({ kinds: [neither, neither, file, neither], asked: 2 });
  expect(ask(tried).asked).toBe(0);
  expect(ask(["/tmp/p/lib/node_modules/a", "/tmp/p/lib/node_modules/b", "/tmp/p/lib/index.js/c"])).toEqual({
    kinds: [neither, neither, neither],
    asked: 0,
  });
  write("/tmp/elsewhere");
  expect(ask(tried).asked).toBe(2);
});

test("a directory with very many names is asked name by name, and what is made up as someone looks isn't kept", () => {
  const { names, seen, write, mkdir } = open();
  mkdir("/tmp/many");
  for (let at = 0; at < 1200; at++) write(`/tmp/many/${at}`);
  for (const at of [1, 2, 3, 4]) expect(names.kindOf(`/tmp/many/${at}`)).toBe(moduleKind.file);
  expect(seen.asked).toBe(5);
  const before = seen.asked;
  for (let times = 0; times < 3; times++) names.kindOf("/proc/self/exe");
  expect(seen.asked - before).toBe(3);
});
