import { getStringWidth } from "../text/string-width";

const segmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** What people see as one sign may be several characters: an accent, a flag, a family. */
export const clustersOf = (text: string): string[] => Array.from(segmenter.segment(text), ({ segment }) => segment);

/** Where the sign before a place begins. */
export function clusterBefore(text: string, at: number): number {
  return at - (clustersOf(text.slice(0, at)).at(-1)?.length ?? 0);
}

/** Where the sign at a place ends. */
export function clusterAfter(text: string, at: number): number {
  const [first] = segmenter.segment(text.slice(at));
  return at + (first?.segment.length ?? 0);
}

/** Colours, and a window's title, take no room. */
const unseen = new RegExp(String.raw`\x1b\[[\d;]*m|\x1b\][^\x07]*\x07|\x07`, "g");

export interface Place {
  readonly row: number;
  readonly column: number;
}

/** Where a terminal's cursor stands behind a text: what doesn't fit in a row goes on in the next, a wide sign whole. */
export function placeAfter(text: string, columns: number): Place {
  let row = 0;
  let column = 0;
  for (const sign of text.replace(unseen, "")) {
    if (sign === "\n") {
      row++;
      column = 0;
      continue;
    }
    const width = getStringWidth(sign);
    if (column + width > columns) {
      row++;
      column = 0;
    }
    column += width;
  }
  return column >= columns && columns > 0 ? { row: row + 1, column: 0 } : { row, column };
}
