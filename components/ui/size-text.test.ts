import { expect, test } from "vitest";
import { sizeText } from "./size-text";

test.each([
  [0, "0 bytes"],
  [999, "999 bytes"],
  [1000, "1 kB"],
  [3_240_000, "3.2 MB"],
  [5e12, "5,000 GB"],
])("%d is written as %s", (bytes, text) => {
  expect(sizeText(bytes, "en")).toBe(text);
});
