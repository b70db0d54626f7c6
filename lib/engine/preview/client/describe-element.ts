import type { PickedElement } from "../questions";
import { sourceOf } from "./source-of";

const longestText = 400;
const longestMarkup = 2000;

/** The shortest selector that means this element alone. */
export function selectorOf(element: Element): string {
  const steps: string[] = [];
  for (let at: Element | null = element; at !== null && at !== document.documentElement; at = at.parentElement) {
    steps.unshift(stepOf(at));
    const selector = steps.join(" > ");
    if (isUnique(selector, element)) return selector;
  }
  return ["html", ...steps].join(" > ");
}

function isUnique(selector: string, element: Element): boolean {
  const found = document.querySelectorAll(selector);
  return found.length === 1 && found[0] === element;
}

function stepOf(element: Element): string {
  const tag = CSS.escape(element.localName);
  if (element.id !== "") return `${tag}#${CSS.escape(element.id)}`;
  const classes = [...element.classList].filter((name) => /^[a-z][\w-]{0,40}$/iu.test(name)).slice(0, 2);
  const named = tag + classes.map((name) => `.${CSS.escape(name)}`).join("");
  const siblings = [...(element.parentElement?.children ?? [])];
  const alike = siblings.filter((sibling) => sibling.matches(named));
  if (alike.length <= 1) return named;
  const ofTag = siblings.filter(({ localName }) => localName === element.localName);
  return `${tag}:nth-of-type(${ofTag.indexOf(element) + 1})`;
}

export function describeElement(element: Element): PickedElement {
  const text = element instanceof HTMLElement ? element.innerText : (element.textContent ?? "");
  const component = sourceOf(element);
  return {
    selector: selectorOf(element),
    html: element.outerHTML.slice(0, longestMarkup),
    text: text.trim().slice(0, longestText),
    ...(component && { component }),
  };
}
