import type { SourcePlace } from "../questions";

/** Which component made an element, as far as React, Vue or Svelte left a trace of it in their development builds. */
export function sourceOf(element: Element): SourcePlace | undefined {
  for (let at: Element | null = element; at !== null; at = at.parentElement) {
    const found = ofSvelte(at) ?? ofVue(at) ?? ofReact(at);
    if (found) return found;
  }
  return undefined;
}

const record = (value: unknown): Readonly<Record<string, unknown>> | undefined =>
  (typeof value === "object" && value !== null) || typeof value === "function"
    ? (value as Readonly<Record<string, unknown>>)
    : undefined;

const text = (value: unknown): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);
const whole = (value: unknown): number | undefined => (typeof value === "number" ? value : undefined);

function place(name: unknown, file: unknown, line?: unknown, column?: unknown): SourcePlace | undefined {
  const [known, path, row, col] = [text(name), text(file), whole(line), whole(column)];
  if (known === undefined && path === undefined) return undefined;
  return {
    ...(known !== undefined && { name: known }),
    ...(path !== undefined && { file: path }),
    ...(row !== undefined && { line: row }),
    ...(col !== undefined && { column: col }),
  };
}

function ofSvelte(element: Element): SourcePlace | undefined {
  const location = record(record(record(element)?.["__svelte_meta"])?.["loc"]);
  return location && place(undefined, location["file"], location["line"], location["column"]);
}

function ofVue(element: Element): SourcePlace | undefined {
  const type = record(record(record(element)?.["__vueParentComponent"])?.["type"]);
  return type && place(type["__name"] ?? type["name"], type["__file"]);
}

type Fields = Readonly<Record<string, unknown>>;

function ofReact(element: Element): SourcePlace | undefined {
  const key = Object.keys(element).find((name) => name.startsWith("__reactFiber$"));
  const own = key === undefined ? undefined : record(record(element)?.[key]);
  const type = own && componentAbove(own);
  if (!own || !type) return undefined;
  const told = record(own["_debugSource"]);
  const name = type["displayName"] ?? type["name"];
  if (told) return place(name, told["fileName"], told["lineNumber"], told["columnNumber"]);
  const frame = frameOf(text(record(own["_debugStack"])?.["stack"]));
  return place(name, frame?.file, frame?.line, frame?.column);
}

function componentAbove(own: Fields): Fields | undefined {
  for (let fiber: Fields | undefined = own; fiber; fiber = record(fiber["return"])) {
    const type = record(fiber["type"]);
    if (type) return type;
  }
  return undefined;
}

/** The first line of a stack is React's own function that makes elements, wherever a bundler put it. */
const reactHead = /^Error: react-stack-top-frame\n[^\n]*\n?/u;

/** The first line of a stack that leads into the project's own source. */
function frameOf(stack: string | undefined): { file: string; line: number; column: number } | undefined {
  for (const line of (stack ?? "").replace(reactHead, "").split("\n")) {
    const [, file, row, column] = /(https?:\/\/[^\s)]+?):(\d+):(\d+)\)?$/u.exec(line) ?? [];
    if (file === undefined || /\/node_modules\/|\/@|\/\.vite\//u.test(file)) continue;
    return { file, line: Number(row), column: Number(column) };
  }
  return undefined;
}
