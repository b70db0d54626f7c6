import { elementFor } from "./act-on-page";

const longest = 60_000;

/** The markup of the page or of a part of it, as it is now, without scripts and styles. */
export function readMarkup(selector: string | undefined): string {
  const element = selector === undefined ? document.documentElement : elementFor(selector);
  const copy = element.cloneNode(true) as Element;
  for (const noise of copy.querySelectorAll("script, style, link, noscript, template")) noise.remove();
  const markup = copy.outerHTML.replace(/\n\s*\n+/gu, "\n");
  return markup.length > longest ? `${markup.slice(0, longest)}\n… (${markup.length - longest} more)` : markup;
}
