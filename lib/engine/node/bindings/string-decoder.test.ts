import { StringDecoder } from "node:string_decoder";
import { expect, test } from "vitest";
import fc from "fast-check";
import { createStringDecoderBinding } from "./string-decoder";

const binding = createStringDecoderBinding();
const names = ["utf8", "utf16le", "base64", "base64url", "hex", "latin1", "ascii"] as const;

test("decodes any bytes in any chunks to the same pieces as Node", () => {
  const chunks = fc.array(fc.uint8Array({ maxLength: 7 }), { maxLength: 8 });
  const text = fc.string({ unit: "binary", maxLength: 12 }).map((each) => new TextEncoder().encode(each));
  fc.assert(
    fc.property(fc.constantFrom(...names), fc.oneof(chunks, fc.array(text)), (name, parts) => {
      const theirs = new StringDecoder(name);
      const state = new Uint8Array(binding.kSize);
      state[binding.kEncodingField] = binding.encodings.indexOf(name);
      for (const part of parts) expect(binding.decode(state, part)).toBe(theirs.write(Buffer.from(part)));
      expect(binding.flush(state)).toBe(theirs.end());
    }),
    { numRuns: 5000 },
  );
});
