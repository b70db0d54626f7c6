import fc from "fast-check";
import { expect, test } from "vitest";
import { Foreseen, questionOf, type ForeseenAnswer } from "@/lib/engine/protocol/foreseen";
import { op } from "@/lib/engine/protocol/operations";
import type { OperationName } from "@/lib/engine/protocol/operations.data";
import { textOf, type Part } from "@/lib/engine/protocol/parts";
import { callFor } from "./kernel";
import { createTestSystem } from "./test-system";

interface Told {
  readonly errno: number;
  readonly numbers: readonly number[];
  readonly bytes: string;
}

type Question = readonly [name: OperationName, numbers: readonly number[], path: string];

/** A program and the kernel, without a slot in between. */
function open() {
  const { system, process } = createTestSystem();
  const ages = { names: 0, contents: 0 };
  system.files.onNames = () => (ages.names += 1);
  system.files.onForeseen = () => (ages.contents += 1);
  const foreseen = new Foreseen({ names: () => ages.names, contents: () => ages.contents });
  let parts: readonly Uint8Array[] = [];
  const ask = (name: OperationName, numbers: readonly number[], given: readonly Part[]): Told => {
    let told: Told | undefined;
    callFor(system, process, { op: op[name], numbers, parts: given }, (errno, found, bytes) => {
      parts = bytes;
      told = { errno, numbers: [...found], bytes: bytes.map(textOf).join("|") };
    });
    if (told === undefined) throw new Error(`${name} wasn't answered at once`);
    return told;
  };
  return {
    ask,
    ages,
    start() {
      const { names, contents } = ages;
      ask("foresee", [], ["/bin/program"]);
      const [head, bytes = new Uint8Array(0)] = parts;
      foreseen.keep(JSON.parse(textOf(head)) as ForeseenAnswer[], bytes, names, contents);
      return (JSON.parse(textOf(head)) as ForeseenAnswer[]).length;
    },
    note([name, numbers, path]: Question) {
      const reader = process.readers.get(0);
      if (reader !== undefined) system.readings.note(reader, op[name], numbers, [path]);
    },
    take([name, numbers, path]: Question): Told | undefined {
      const question = questionOf(op[name], numbers, [path]);
      const kept = question === undefined ? undefined : foreseen.take(question);
      return kept && { errno: kept.errno, numbers: kept.numbers, bytes: kept.parts.map(textOf).join("|") };
    },
  };
}

const asks: readonly (readonly [OperationName, readonly number[]])[] = [
  ["stat", []],
  ["lstat", []],
  ["access", [4]],
  ["moduleStat", []],
  ["moduleNames", []],
  ["readFile", [-1]],
  ["readdir", []],
  ["readlink", []],
  ["realpath", []],
];
const path = fc.constantFrom("/tmp/a", "/tmp/b", "/tmp/a/c", "/tmp/b/c", "/tmp/link", "/tmp");
const question = fc.tuple(fc.constantFrom(...asks), path).map(([[name, numbers], at]): Question => [name, numbers, at]);
const written = 0o1101;
const change = fc.oneof(
  fc.tuple(path, fc.string()).map(([at, text]) => ["writeFile", [-1, written, 0o644], [at, text]] as const),
  path.map((at) => ["mkdir", [0o755, 0], [at]] as const),
  path.map((at) => ["rm", [1, 1], [at]] as const),
  fc.tuple(path, path).map(([from, to]) => ["rename", [], [from, to]] as const),
  fc.tuple(path, path).map(([target, at]) => ["symlink", [], [target, at]] as const),
  fc.tuple(path, fc.constantFrom(0o644, 0o600, 0o0, 0o755)).map(([at, mode]) => ["chmod", [mode], [at]] as const),
  path.map((at) => ["utimes", [1, 2, 1], [at]] as const),
  path.map((at) => ["truncate", [1], [at]] as const),
);

test("what was foreseen is told only as long as it is what the kernel would say", () => {
  fc.assert(
    fc.property(
      fc.array(change, { maxLength: 6 }),
      fc.array(question, { minLength: 1, maxLength: 12 }),
      fc.array(fc.oneof(question, change), { maxLength: 20 }),
      (before, asked, after) => {
        const program = open();
        for (const [name, numbers, parts] of before) program.ask(name, numbers, parts);
        expect(program.start()).toBe(0);
        for (const each of asked) program.note(each);
        program.start();
        for (const step of after) {
          const [name, numbers, given] = step;
          if (typeof given !== "string") {
            program.ask(name, numbers, given);
            continue;
          }
          const kept = program.take([name, numbers, given]);
          const told = program.ask(name, numbers, [given]);
          expect(kept ?? told).toEqual(told);
        }
      },
    ),
    { numRuns: 500 },
  );
});

test("a second start is told what the first asked, each text once", () => {
  const program = open();
  program.ask("writeFile", [-1, written, 0o644], ["/tmp/a", "hello"]);
  program.start();
  for (const name of ["lstat", "readFile"] as const) program.note([name, name === "lstat" ? [] : [-1], "/tmp/a"]);
  expect(program.start()).toBe(2);
  expect(program.take(["readFile", [-1], "/tmp/a"])?.bytes).toBe("hello");
  expect(program.take(["readFile", [-1], "/tmp/a"])).toBeUndefined();
  expect(program.take(["lstat", [], "/tmp/a"])?.errno).toBe(0);
  expect(program.take(["lstat", [], "/tmp/a"])?.errno).toBe(0);
  expect(program.take(["lstat", [], "/tmp/b"])).toBeUndefined();
});

test("what is large, made up or relative isn't foreseen", () => {
  const program = open();
  program.ask("writeFile", [-1, written, 0o644], ["/tmp/large", "x".repeat(300_000)]);
  program.start();
  for (const at of ["/tmp/large", "/proc/self/status", "tmp/a", "/dev/null"]) program.note(["readFile", [-1], at]);
  expect(program.start()).toBe(0);
});

test("a program that asks without end has a list that ends", () => {
  const program = open();
  program.start();
  for (let at = 0; at < 5000; at++) program.note(["moduleStat", [], `/tmp/${at}`]);
  expect(program.start()).toBe(3000);
});
