import { asksForCard, asksForPassword, brands, pages } from "./phishing.data";
import { isText } from "./secrets";
import type { SharedFile } from "./shared-project";

/** A page that asks for what a stranger's page has no business asking, in the name of someone known. */
export interface PhishingSign {
  readonly path: string;
  readonly asks: "password" | "card";
  readonly brand: string;
}

const longest = 400_000;
const mostSigns = 20;

/**
 * Fields for passwords and cards together with names that people log in to. A heuristic: it warns before the page is
 * run and blocks nothing, and what is put together at run time it doesn't see.
 */
export function findPhishing(files: readonly SharedFile[]): readonly PhishingSign[] {
  const texts = files
    .filter(({ path, content }) => pages.test(path) && isText(content))
    .map(({ path, content }) => ({ path, text: new TextDecoder().decode(content.subarray(0, longest)) }));
  const named = brandsIn(texts.map(({ text }) => text).join("\n"));
  if (named.length === 0) return [];
  return texts
    .flatMap(({ path, text }): readonly PhishingSign[] => {
      const asks = asksForCard.test(text) ? "card" : asksForPassword.test(text) ? "password" : undefined;
      const brand = brandsIn(text)[0] ?? named[0];
      return asks && brand ? [{ path, asks, brand }] : [];
    })
    .slice(0, mostSigns);
}

function brandsIn(text: string): readonly string[] {
  return brands.filter(({ expression }) => expression.test(text)).map(({ name }) => name);
}
