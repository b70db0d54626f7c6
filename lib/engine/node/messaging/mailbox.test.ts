import fc from "fast-check";
import { expect, test } from "vitest";
import { createMailboxMemory, Mailbox } from "@/lib/engine/node/messaging/mailbox";

function pair(): { writer: Mailbox; reader: Mailbox } {
  const memory = createMailboxMemory();
  return { writer: new Mailbox(memory), reader: new Mailbox(memory) };
}

test("letters come out as they went in, however the ring wraps", () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 300_000 }), { maxLength: 12 }), (sizes) => {
      const { writer, reader } = pair();
      for (const [index, size] of sizes.entries()) {
        const letter = new Uint8Array(size).fill(index + 1);
        expect(writer.put(index, letter)).toBe(true);
        expect(Buffer.compare(reader.take(index) ?? Buffer.alloc(0), letter)).toBe(0);
        expect(reader.take(index + 1)).toBeUndefined();
      }
    }),
    { numRuns: 20 },
  );
});

test("what doesn't fit is refused, and room comes back as letters are taken", () => {
  const { writer, reader } = pair();
  const letter = new Uint8Array(700_000);
  expect(writer.put(1, letter)).toBe(true);
  expect(writer.put(2, letter)).toBe(false);
  expect(reader.take(1)).toHaveLength(700_000);
  expect(writer.put(3, letter)).toBe(true);
});

test("letters that came another way are passed over, and one that is missing isn't jumped", () => {
  const { writer, reader } = pair();
  for (const number of [1, 2, 4]) writer.put(number, Uint8Array.of(number));
  expect(reader.take(2)).toEqual(Uint8Array.of(2));
  expect(reader.take(3)).toBeUndefined();
  expect(reader.take(4)).toEqual(Uint8Array.of(4));
});
