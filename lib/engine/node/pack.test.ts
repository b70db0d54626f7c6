import fc from "fast-check";
import { expect, test } from "vitest";
import { openTexts } from "@/lib/engine/node/engine-texts";
import { openPack } from "@/lib/engine/node/pack";

type Sources = Readonly<Record<string, string>>;

/** As the build writes it: a line with the length of the next, one of JSON, and the sources as functions. */
function packed(sources: Sources, extra: object = {}): SharedArrayBuffer {
  const places: Record<string, [number, number]> = {};
  let body = "";
  for (const [id, source] of Object.entries(sources)) {
    const text = `(function (exports) {${source}\n})`;
    places[id] = [Buffer.byteLength(body), Buffer.byteLength(text)];
    body += `${text}\n`;
  }
  const head = JSON.stringify({ sources: places, ...extra });
  const bytes = Buffer.from(`${String(Buffer.byteLength(head)).padStart(8, "0")}\n${head}\n${body}`);
  const shared = new SharedArrayBuffer(bytes.length);
  new Uint8Array(shared).set(bytes);
  return shared;
}

const { eval: evaluate } = globalThis;

function open(core: Sources, common: Sources = {}) {
  const tierOf = Object.fromEntries(Object.keys(common).map((id) => [id, "common.txt"]));
  const index = { ids: [...Object.keys(core), ...Object.keys(common)], tierOf };
  const evaluated: string[] = [];
  const run = (code: string): unknown => {
    evaluated.push(code);
    return evaluate(code);
  };
  const texts = openTexts(
    {
      assets: "https://box.test/",
      texts: { "core.txt": packed(core, { index, tables: {} }), "common.txt": packed(common) },
    },
    run,
  );
  return { pack: openPack("core.txt", texts, run), evaluated };
}

test("a source is compiled when it's first asked for, once, and no other with it", () => {
  const { pack, evaluated } = open({ fs: "exports.a = 1", path: "exports.b = 2" }, { net: "exports.c = 3" });
  expect(evaluated).toEqual([]);
  const made = pack.builtin("net");
  expect(pack.builtin("net")).toBe(made);
  const exported = {};
  made(exported);
  expect(exported).toEqual({ c: 3 });
  expect(evaluated.length).toBe(1);
});

test("an error in a source tells of Node's own file and line", () => {
  const { pack } = open({ fs: "'use strict';\n\nthrow new Error('here')" });
  const stackOf = () => {
    try {
      pack.builtin("fs")({});
      return "";
    } catch (error) {
      return (error as Error).stack;
    }
  };
  expect(stackOf()).toContain("node:fs:3:7");
  expect(pack.locate("node:fs", 3)).toEqual({ file: "node:fs", line: 3 });
  expect(pack.locate("node:path", 3)).toBeUndefined();
  expect(pack.locate("/home/fs", 3)).toBeUndefined();
});

test("what isn't there is told of by name", () => {
  expect(() => open({ fs: "" }).pack.builtin("internal/quic")).toThrow(/internal\/quic isn't part of this engine/u);
});

test("every source comes back as it was put in, whatever characters it's made of", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.stringMatching(/^[a-z/]{1,9}$/u), fc.string({ unit: "grapheme" })), (sources) => {
      const { pack } = open(sources);
      for (const [id, source] of Object.entries(sources)) expect(pack.source(id)).toBe(source);
    }),
  );
});

/** What a program could put in the place of the language's own functions, to see what they are called with. */
function layInWait(onSeen: (value: unknown) => void): () => void {
  const undo: (() => void)[] = [];
  const replace = (holder: object, key: PropertyKey, descriptor: PropertyDescriptor) => {
    const before = Reflect.getOwnPropertyDescriptor(holder, key);
    Reflect.defineProperty(holder, key, { ...descriptor, configurable: true });
    undo.push(() => {
      if (before === undefined) Reflect.deleteProperty(holder, key);
      else Reflect.defineProperty(holder, key, before);
    });
  };
  const typed = Object.getPrototypeOf(Uint8Array.prototype) as object;
  for (const holder of [Uint8Array.prototype, typed])
    for (const key of ["slice", "subarray", "set", "indexOf", "constructor", "length", "byteLength", "buffer"])
      replace(holder, key, {
        get(this: unknown) {
          onSeen(this);
          return undefined;
        },
      });
  replace(TextDecoder.prototype, "decode", {
    value(bytes: unknown) {
      onSeen(bytes);
      return "";
    },
  });
  replace(Object.prototype, "common.txt", {
    get(this: unknown) {
      onSeen(this);
      return undefined;
    },
  });
  return () => {
    for (const each of undo) each();
  };
}

test("a program that lies in wait never sees the memory that other processes are made of", () => {
  const { pack } = open({ fs: "" }, { net: "exports.c = 3", tls: "" });
  const seen: unknown[] = [];
  const stop = layInWait((value) => seen.push(value));
  let made: unknown;
  try {
    made = pack.builtin("net");
  } finally {
    stop();
  }
  expect(seen).toEqual([]);
  expect(typeof made).toBe("function");
});
