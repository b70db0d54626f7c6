/** A replacement of source[start, end) by text. Of two at one place the lower `order` comes first. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly order: number;
}

/** The line breaks of a text: what must stay of it, so that stack traces keep their lines. */
export const lineBreaks = (text: string): string => text.replace(/[^\n]/g, "");

export const byPlace = (a: Edit, b: Edit): number => a.start - b.start || a.end - b.end || a.order - b.order;

export function applyEdits(source: string, edits: readonly Edit[]): string {
  let text = "";
  let at = 0;
  for (const { start, end, text: replacement } of [...edits].sort(byPlace)) {
    text += source.slice(at, start) + replacement;
    at = Math.max(at, start, end);
  }
  return text + source.slice(at);
}

/** A prefix for helper names that occurs nowhere in the source. */
export function freePrefix(source: string): string {
  let prefix = "__$";
  for (let count = 0; source.includes(prefix); count++) prefix = `__$${count}_`;
  return prefix;
}

/** A `#!` line becomes a comment of the same length in lines. */
export const withoutHashbang = (source: string): string => (source.startsWith("#!") ? `//${source}` : source);
