import fc from "fast-check";
import { expect, test } from "vitest";
import { keyOfModule } from "./compiled";

test("a name can stand in an address, and tells how long the module is", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40_000 }), (bytes) => {
      const key = keyOfModule(bytes);
      expect(key).toMatch(/^[\da-z]+-[\da-f]{16}$/);
      expect(Number.parseInt(key, 36)).toBe(bytes.length);
    }),
  );
});

test("the same bytes have the same name, and others at the end or among the samples another", () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 40_000 }), fc.nat(), (bytes, nat) => {
      const key = keyOfModule(bytes);
      expect(keyOfModule(bytes.slice())).toBe(key);
      const step = Math.max(1, Math.floor(bytes.length / 8192));
      const samples = Math.ceil(bytes.length / step);
      for (const at of [bytes.length - 1, (nat % samples) * step]) {
        const other = bytes.slice();
        other[at] = (other[at] ?? 0) ^ 1;
        expect(keyOfModule(other)).not.toBe(key);
      }
    }),
  );
});
