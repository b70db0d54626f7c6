import fc from "fast-check";
import { expect, test } from "vitest";
import { readShareAddress, writeShareAddress, type ShareView } from "./address";

const view: fc.Arbitrary<ShareView> = fc.record(
  {
    file: fc.string({ minLength: 1 }),
    line: fc.integer({ min: 1, max: 100_000 }),
    step: fc.nat(5000),
    show: fc.constantFrom("editor", "preview", "both"),
    theme: fc.constantFrom("light", "dark"),
  },
  { requiredKeys: [] },
);

test("what is written is read again, whatever the file is called", () => {
  fc.assert(
    fc.property(view, (wanted) => {
      expect(readShareAddress(`#${writeShareAddress({ share: "1.empty@1.AAAA", view: wanted })}`)).toEqual({
        share: "1.empty@1.AAAA",
        view: wanted,
      });
    }),
  );
});

test("values that make no sense count as none", () => {
  expect(readShareAddress("#p=x&line=-3&step=1.5&show=all&theme=blue&file=")).toEqual({ share: "x", view: {} });
  expect(readShareAddress("")).toEqual({ view: {} });
  expect(readShareAddress("#p=%E0%A4%A&__proto__=1")).toEqual({ share: "%E0%A4%A", view: {} });
});
