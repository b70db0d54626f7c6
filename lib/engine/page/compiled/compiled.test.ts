import { expect, test } from "vitest";
import { compiledAnswer } from "../../protocol/compiled";
import type { Duplex } from "../../preview/http/duplex";
import { serveCompiled } from "./desk";
import { createCompiledShelf, type CompiledShelf, type ModuleKeeper } from "./shelf";

/** The smallest module there is. */
const smallest = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);

function memoryKeeper({ broken = false } = {}) {
  const kept = new Map<string, Uint8Array<ArrayBuffer>>();
  const compiled: string[] = [];
  const keeper: ModuleKeeper = {
    isKept: async (key) => kept.has(key),
    keep: async (key, bytes) => {
      if (broken) throw new Error("full");
      kept.set(key, bytes);
    },
    forget: async (key) => kept.delete(key),
    forgetOld: async () => undefined,
    compileKept: async (key) => {
      compiled.push(key);
      return WebAssembly.compile(kept.get(key) ?? new Uint8Array());
    },
  };
  return { keeper, kept, compiled };
}

/** The program's end of a conversation: what it says, in pieces, and what it hears. */
function program(pieces: readonly Uint8Array[]) {
  const said = [...pieces];
  const heard: number[] = [];
  const ends: string[] = [];
  const duplex: Duplex = {
    read: async () => said.shift() ?? null,
    write: async (bytes) => void heard.push(...bytes),
    end: () => void ends.push("end"),
    destroy: () => void ends.push("destroy"),
  };
  return { duplex, heard, ends };
}

const asking = (key: string, size: number): string => JSON.stringify({ key, size });

test("an unknown module is asked for, kept, and known to the next that asks", async () => {
  const { keeper, kept, compiled } = memoryKeeper();
  const shelf = createCompiledShelf(keeper);
  const first = program([smallest.subarray(0, 3), smallest.subarray(3)]);
  await serveCompiled(first.duplex, asking("a", 8), shelf);
  expect(first.heard).toEqual([compiledAnswer.wanted, compiledAnswer.ready]);
  expect(kept.get("a")).toEqual(smallest);
  const second = program([]);
  await serveCompiled(second.duplex, asking("a", 8), shelf);
  expect(second.heard).toEqual([compiledAnswer.ready]);
  expect(compiled).toEqual(["a"]);
  expect([...first.ends, ...second.ends]).toEqual(["end", "end"]);
});

test("what an earlier page kept is compiled from there, once for all that ask at the same time", async () => {
  const { keeper, kept, compiled } = memoryKeeper();
  kept.set("a", smallest);
  const shelf = createCompiledShelf(keeper);
  expect(await Promise.all([shelf.find("a"), shelf.find("a"), shelf.find("b")])).toEqual([true, true, false]);
  expect(compiled).toEqual(["a"]);
});

test("what isn't a module, or is cut short, is no more than a program that goes on by itself", async () => {
  const { keeper, kept } = memoryKeeper();
  const shelf = createCompiledShelf(keeper);
  const wrong = program([Uint8Array.of(1, 2, 3)]);
  await serveCompiled(wrong.duplex, asking("wrong", 3), shelf);
  expect(wrong.heard).toEqual([compiledAnswer.wanted, compiledAnswer.ready]);
  expect(kept.size).toBe(0);
  expect(await shelf.find("short")).toBe(false);
  const short = program([smallest.subarray(0, 3)]);
  await serveCompiled(short.duplex, asking("short", 8), shelf);
  expect([short.heard, short.ends]).toEqual([[compiledAnswer.wanted], ["end"]]);
});

test("more than was announced isn't taken", async () => {
  const { keeper, kept } = memoryKeeper();
  const long = program([smallest]);
  await serveCompiled(long.duplex, asking("a", 4), createCompiledShelf(keeper));
  expect([long.heard, kept.size]).toEqual([[compiledAnswer.wanted], 0]);
});

test("a disk that is full costs only the next page something", async () => {
  const { keeper } = memoryKeeper({ broken: true });
  const shelf = createCompiledShelf(keeper);
  await shelf.add("a", smallest);
  expect(await shelf.find("a")).toBe(true);
});

test("only the modules that were asked for last are held", async () => {
  const { keeper, compiled } = memoryKeeper();
  const shelf = createCompiledShelf(keeper);
  for (const key of ["a", "b", "c", "d"]) await shelf.add(key, smallest);
  await shelf.find("a");
  await shelf.add("e", smallest);
  compiled.length = 0;
  await shelf.find("a");
  expect(compiled).toEqual([]);
  await shelf.find("b");
  expect(compiled).toEqual(["b"]);
});

test.each(["", "{", "null", asking("../x", 8), asking("a", 0), asking("a", 1e12), '{"key":"a"}'])(
  "the request %j is no request",
  async (text) => {
    const asked: string[] = [];
    const shelf: CompiledShelf = {
      find: async (key) => {
        asked.push(key);
        return true;
      },
      add: async () => undefined,
    };
    const { duplex, heard, ends } = program([]);
    await serveCompiled(duplex, text, shelf);
    expect([asked, heard, ends]).toEqual([[], [], ["end"]]);
  },
);
