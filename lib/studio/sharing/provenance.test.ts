import fc from "fast-check";
import { expect, test } from "vitest";
import { readProvenance, writeProvenance, type Provenance } from "./provenance";

const source: fc.Arbitrary<Provenance["source"]> = fc.oneof(
  fc.constant({ type: "link" as const }),
  fc.string().map((id) => ({ type: "short" as const, id: id.replaceAll("#", "") })),
  fc.string().map((name) => ({ type: "repository" as const, name: name.replaceAll("#", "") })),
);

test("what is kept with a project is read again, whatever its author is called", () => {
  fc.assert(
    fc.property(source, fc.option(fc.string(), { nil: undefined }), (from, author) => {
      const provenance = { source: from, ...(author !== undefined && { author }) };
      expect(readProvenance(writeProvenance(provenance))).toEqual(provenance);
    }),
  );
});

test("a text of another kind stands for itself", () => {
  expect(readProvenance("https://example.org/x")).toEqual({ source: { type: "other", text: "https://example.org/x" } });
});
