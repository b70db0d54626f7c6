import { deserialize, serialize, Serializer as V8Serializer } from "node:v8";
import { expect, test } from "vitest";
import { createSerdesBinding } from "./serdes";

interface Writer {
  writeHeader: () => void;
  writeValue: (value: unknown) => void;
  releaseBuffer: () => Uint8Array;
}
interface Reader {
  readHeader: () => void;
  readValue: () => unknown;
}
const { Serializer, Deserializer } = createSerdesBinding({
  makeBuffer: (bytes) => Buffer.from(bytes),
  node: (_code, message, Type = Error) => new Type(message),
}) as unknown as { Serializer: new () => Writer; Deserializer: new (bytes: Uint8Array) => Reader };

function write(value: unknown): Buffer {
  const serializer = new Serializer();
  serializer.writeHeader();
  serializer.writeValue(value);
  return serializer.releaseBuffer() as Buffer;
}
function read(bytes: Uint8Array): unknown {
  const deserializer = new Deserializer(bytes);
  deserializer.readHeader();
  return deserializer.readValue();
}

const shared = { x: 1 };
const circle: Record<string, unknown> = { a: [1] };
circle["self"] = circle;
const withHole: unknown[] = [1];
withHole[2] = 3;
const named = Object.assign([1, 2], { extra: true });

const values: readonly (readonly [string, unknown])[] = [
  ["nothing", [undefined, null, true, false]],
  ["numbers", [0, -1, 1.5, -0, Number.NaN, Infinity, 2 ** 31, -(2 ** 30), 123456789]],
  ["big numbers", [0n, 5n, -(2n ** 80n)]],
  ["text", ["", "plain", "latin é", "wide 😀 ü", "a".repeat(300)]],
  ["objects", { a: 1, 5: "index", nested: { deep: [] } }],
  ["references", [shared, shared]],
  ["a circle", circle],
  ["holes and names", [withHole, named]],
  ["wrapped", [new Date(5), Object(1), Object("s"), Object(true), Object(2n), /a\/b/giu]],
  ["collections", [new Map<unknown, unknown>([["k", { v: 1 }]]), new Set([1, "two"])]],
  ["bytes", [new Uint8Array([1, 2]).buffer, new Float64Array([1.5]), new DataView(new ArrayBuffer(4), 1, 2)]],
];

test.each(values)("%s: V8 reads what we write", (_name, value) => {
  expect(deserialize(write(value))).toEqual(value);
});

test.each(values)("%s: we read what V8 writes", (_name, value) => {
  expect(read(rawV8(value))).toEqual(value);
});

/** V8's own bytes; `serialize` treats views as Node's, so those go without it. */
function rawV8(value: unknown): Uint8Array {
  const serializer = new V8Serializer();
  serializer.writeHeader();
  serializer.writeValue(value);
  return serializer.releaseBuffer();
}

test("an error keeps its kind, message and stack", () => {
  const error = new RangeError("too far");
  const back = read(write(error)) as Error;
  expect([back instanceof RangeError, back.message, back.stack]).toEqual([true, "too far", error.stack]);
});

test("small values are byte for byte V8's", () => {
  for (const value of [1, "a", { a: 1 }, [1, 2], new Map([[1, 2]]), 1.5, null, 12n]) {
    expect(write(value).equals(serialize(value))).toBe(true);
  }
});

test("refuses what can't be cloned, and bytes that end too early", () => {
  expect(() => write(() => 1)).toThrow("could not be cloned");
  const bytes = write({ a: "text" });
  expect(() => read(bytes.subarray(0, bytes.length - 3))).toThrow("Unable to deserialize");
});
