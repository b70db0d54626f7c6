import * as fc from "fast-check";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { ModelFailure } from "../model-failure";
import { compileTour } from "../tour/compile-tour";
import { assertGguf } from "./check-gguf";

const whole = compileTour(readFileSync("public/tours/first-app.md", "utf8"));

test("a whole file passes", async () => {
  await expect(assertGguf(new Blob([whole]), "Tour")).resolves.toBeUndefined();
});

test("a file that is cut off anywhere is refused", async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: whole.length - 33 }), async (length) => {
      await expect(assertGguf(new Blob([whole.slice(0, length)]), "Tour")).rejects.toThrow(ModelFailure);
    }),
    { numRuns: 60 },
  );
});

test("what is cut off is told in megabytes", async () => {
  const half = new Blob([whole.slice(0, whole.length - 200_000)]);
  await expect(assertGguf(half, "Tour")).rejects.toThrow("cut off: 1 of 1 MB");
});

test("any other bytes are refused, never read past their end", async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
      const file = new Uint8Array([...whole.slice(0, 24), ...bytes]);
      await expect(assertGguf(new Blob([file]), "Tour")).rejects.toThrow(ModelFailure);
    }),
  );
});
