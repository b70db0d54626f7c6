import type { Hunk, HunkLine } from "./hunks";
import { linesOf } from "./line-diff";

/** Where one hunk went in, from 0, and how far that is from where it was made for. */
export interface Placed {
  readonly at: number;
  readonly offset: number;
  /** The line of the hunk, from 0, from which on it adds nothing but empty lines to the end of the file. */
  readonly blankEnd: number | undefined;
}

export type Placing =
  | { readonly type: "placed"; readonly text: string; readonly places: readonly Placed[] }
  | { readonly type: "failed"; readonly hunk: Hunk; readonly sought: string };

interface PlacingForm {
  /** Hunks without surroundings may go in anywhere. */
  readonly bare?: boolean;
  /** Blanks of lines that stay as they are don't matter. */
  readonly blankless?: boolean;
  /** Empty lines that would end the file are left out. */
  readonly trimsEnd?: boolean;
}

/** A side of a hunk, as lines with their ends; a `\` takes the end from the line before it. */
function sideOf(lines: readonly HunkLine[], marks: string): readonly string[] {
  const side: string[] = [];
  let isOwn = false;
  for (const { mark, text } of lines) {
    if (mark === "\\") {
      if (isOwn) side.push((side.pop() ?? "").replace(/\n$/u, ""));
      continue;
    }
    isOwn = marks.includes(mark);
    if (isOwn) side.push(`${text}\n`);
  }
  return side;
}

/** Puts hunks into a text, each as near to its place as it fits whole. */
export function placeHunks(text: string, hunks: readonly Hunk[], form: PlacingForm = {}): Placing {
  const lines = [...linesOf(text)];
  const patched = lines.map(() => false);
  const places: Placed[] = [];
  for (const hunk of hunks) {
    const before = sideOf(hunk.lines, " -");
    const after = sideOf(hunk.lines, " +");
    const at = placeOf({ lines, patched }, before, hunk, form);
    if (at === undefined) return { type: "failed", hunk, sought: before.join("") };
    const fresh = [...(form.blankless === true ? keepingContext(hunk, lines.slice(at, at + before.length)) : after)];
    const blanks = at + before.length >= lines.length ? blanksAtEnd(hunk) : noBlanks;
    if (form.trimsEnd === true && blanks.count > 0) fresh.splice(-blanks.count);
    lines.splice(at, before.length, ...fresh);
    patched.splice(at, before.length, ...fresh.map(() => true));
    places.push({ at, offset: at - expected(hunk), blankEnd: blanks.from });
  }
  return { type: "placed", text: lines.join(""), places };
}

const noBlanks: { readonly count: number; readonly from: number | undefined } = { count: 0, from: undefined };

/** The empty lines that a hunk adds at its end. */
function blanksAtEnd({ lines }: Hunk): typeof noBlanks {
  let found = noBlanks;
  for (const [at, { mark, text }] of lines.entries()) {
    const isBlank = text.trim() === "";
    if (mark === "+" && isBlank) found = { count: found.count + 1, from: found.from ?? at };
    else if (mark !== " " || !isBlank) found = noBlanks;
  }
  return found;
}

/** What a hunk makes, with the lines that it leaves as they stand there already. */
function keepingContext({ lines }: Hunk, present: readonly string[]): readonly string[] {
  let at = 0;
  const fresh: string[] = [];
  for (const { mark, text } of lines) {
    if (mark === "+") fresh.push(`${text}\n`);
    else if (mark === " ") fresh.push(present[at++] ?? "");
    else if (mark === "-") at += 1;
  }
  return fresh;
}

const expected = ({ newStart }: Hunk): number => Math.max(0, newStart - 1);

interface Image {
  readonly lines: readonly string[];
  /** Lines that an earlier hunk has written, or seen. */
  readonly patched: readonly boolean[];
}

function placeOf(image: Image, wanted: readonly string[], hunk: Hunk, form: PlacingForm): number | undefined {
  const { bare = false, blankless = false } = form;
  const all = image.lines.length;
  const atStart = hunk.oldStart === 0 || (hunk.oldStart === 1 && !bare);
  const atEnd = !bare && hunk.lines.findLast(({ mark }) => mark !== "\\")?.mark !== " ";
  const last = all - wanted.length;
  const first = atStart ? 0 : atEnd ? last : expected(hunk);
  const fits = (at: number): boolean =>
    (!atStart || at === 0) && (!atEnd || at === last) && matches(image, at, wanted, blankless);
  for (const at of outwards(Math.min(first, all), all)) if (fits(at)) return at;
  return undefined;
}

/** Places around a first one, the nearest first, of two as near the later one. */
function* outwards(first: number, most: number): Iterable<number> {
  yield first;
  for (let away = 1; first + away <= most || first - away >= 0; away++) {
    if (first + away <= most) yield first + away;
    if (first - away >= 0) yield first - away;
  }
}

const withoutBlanks = (line: string): string => line.replaceAll(/\s/gu, "");

function matches({ lines, patched }: Image, at: number, wanted: readonly string[], blankless: boolean): boolean {
  if (at < 0 || at + wanted.length > lines.length) return false;
  return wanted.every((line, place) => {
    const own = lines[at + place] ?? "";
    if (patched[at + place] === true) return false;
    return own === line || (blankless && withoutBlanks(own) === withoutBlanks(line));
  });
}
