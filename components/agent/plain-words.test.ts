import * as fc from "fast-check";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { Streamdown } from "streamdown";
import { expect, test } from "vitest";
import { isPlainWords } from "./plain-words";

const shown = (text: string) =>
  renderToStaticMarkup(createElement(Streamdown, { mode: "static", skipHtml: true }, text));

const letters = fc.constantFrom(...Array.from("abcXYZ019äß ,.!?'\"()-;:*_`#[]<>&/\\\n~|@+=$"));
const text = fc.string({ unit: letters, maxLength: 30 });

test("what counts as plain words, Markdown shows as one paragraph of the same text", () => {
  let plain = 0;
  fc.assert(
    fc.property(
      fc.oneof(
        text,
        text.map((tail) => `Word ${tail.replaceAll(/[^\w ,.!?'"()-]/gu, "")}`),
      ),
      (said) => {
        if (!isPlainWords(said)) return;
        plain += 1;
        const markup = shown(said);
        const inside = /^<div[^>]*><p[^>]*>([^<]*)<\/p><\/div>$/u.exec(markup)?.[1] ?? markup;
        const read = inside.replaceAll("&#x27;", "'").replaceAll("&quot;", '"').replaceAll("&amp;", "&");
        expect(read.trim()).toBe(said.trim());
      },
    ),
    { numRuns: 400 },
  );
  expect(plain).toBeGreaterThan(50);
});

test.each(["# a", "- a", "1. a", "a\nb", "*a*", "`a`", "a_b_c", "https://a.b", "a <b>", "a & b", "    a", ""])(
  "%j isn't plain",
  (said) => {
    expect(isPlainWords(said)).toBe(false);
  },
);
