import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeFrame, encodeFrame, opcodes } from "./frames";

/** The same frame as a server would send it: without the mask. */
function unmasked(frame: Uint8Array, length: number): Uint8Array {
  const bytes = frame.slice();
  const head = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const mask = bytes.slice(head, head + 4);
  const payload = bytes.slice(head + 4).map((byte, at) => byte ^ (mask[at & 3] ?? 0));
  const made = new Uint8Array(head + payload.length);
  made.set(bytes.subarray(0, head));
  made[1] = (made[1] ?? 0) & 0x7f;
  made.set(payload, head);
  return made;
}

test("any payload survives the way there and back", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 70_000, size: "max" }), (payload) => {
      const bytes = unmasked(encodeFrame(opcodes.binary, payload), payload.length);
      const decoded = decodeFrame(bytes);
      expect(decoded?.used).toBe(bytes.length);
      expect(decoded?.frame).toEqual({ opcode: opcodes.binary, final: true, payload });
    }),
    { numRuns: 30 },
  );
});

test("waits until all of a frame is there", () => {
  for (const length of [0, 5, 125, 126, 300, 65_536]) {
    const bytes = unmasked(encodeFrame(opcodes.text, new Uint8Array(length)), length);
    const shorter = [0, 1, 3, 9, bytes.length - 1].filter((short) => short < bytes.length);
    expect(shorter.map((short) => decodeFrame(bytes.subarray(0, short)))).toEqual(shorter.map(() => undefined));
  }
});

test("refuses a frame that the server masked", () => {
  expect(() => decodeFrame(encodeFrame(opcodes.text, new Uint8Array(1)))).toThrow("masked");
});

test("refuses a frame bigger than it may be", () => {
  const bytes = unmasked(encodeFrame(opcodes.text, new Uint8Array(1000)), 1000);
  expect(() => decodeFrame(bytes, 999)).toThrow("too big");
});
