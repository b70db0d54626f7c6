import fc from "fast-check";
import { expect, test } from "vitest";
import { createKeySplitter, pastedBy } from "./keys";

test("keys and pastes are told apart", () => {
  const split = createKeySplitter();
  expect(split("a\x1b[A\x1bb日")).toEqual(["a", "\x1b[A", "\x1bb", "日"]);
  expect(split("x\x1b[200~one\rtwo\x1b[201~\r").map((key) => pastedBy(key) ?? key)).toEqual(["x", "one\ntwo", "\r"]);
});

test("however a paste comes in pieces, it is one key", () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z \n]{0,20}$/), fc.array(fc.integer({ min: 1, max: 9 })), (text, sizes) => {
      const split = createKeySplitter();
      const sent = `\x1b[200~${text}\x1b[201~`;
      // The mark at the beginning comes whole, as terminals write it.
      const keys = split(sent.slice(0, 6));
      let at = 6;
      for (const size of [...sizes, sent.length]) {
        keys.push(...split(sent.slice(at, at + size)));
        at += size;
      }
      expect(keys.map(pastedBy)).toEqual([text]);
    }),
  );
});
