import { expect, test } from "vitest";
import { createIpcSerdesBinding } from "./ipc-serdes";

const { serialize, deserialize } = createIpcSerdesBinding({
  makeBuffer: (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
  node: (_code, message, Type = Error) => new Type(message),
}) as {
  serialize: (message: unknown, BufferClass: unknown) => Uint8Array;
  deserialize: (bytes: Uint8Array) => unknown;
};

const sent = (value: unknown): unknown => deserialize(serialize(value, Buffer).subarray(4));

test("the length of a message stands before it, highest byte first", () => {
  const bytes = serialize({ text: "x".repeat(300) }, Buffer);
  expect(new DataView(bytes.buffer, bytes.byteOffset).getUint32(0)).toBe(bytes.length - 4);
});

test("views keep their class and bytes, and a Buffer comes without its pool", () => {
  const message = [
    Buffer.from("pooled"),
    new Uint16Array([1, 65535]),
    new Float64Array([0.5]),
    new BigInt64Array([-1n]),
  ];
  expect(sent(message)).toEqual(message);
  const [bytes] = sent(message) as [Buffer];
  expect([Buffer.isBuffer(bytes), bytes.buffer.byteLength]).toEqual([true, 6]);
  const view = new DataView(new Uint8Array([9, 8, 7, 6]).buffer, 1, 2);
  expect((sent({ view }) as { view: DataView }).view.getUint16(0)).toBe(0x0807);
});

test("what JSON can't say arrives", () => {
  const circle: Record<string, unknown> = { map: new Map([[{ key: 1 }, new Set(["a"])]]), nothing: undefined, big: 3n };
  circle["self"] = circle;
  expect(sent(circle)).toEqual(circle);
  expect(() => serialize({ call: () => 1 }, Buffer)).toThrow("could not be cloned");
});
