/** One line of a diff, without its line ending. */
export interface DiffLine {
  readonly type: "same" | "added" | "removed";
  readonly text: string;
}

/** Neighbouring changes with up to three lines around them. Lines count from 1. */
export interface DiffHunk {
  readonly beforeStart: number;
  readonly afterStart: number;
  readonly lines: readonly DiffLine[];
}

export interface FileDiff {
  readonly path: string;
  readonly type: "added" | "changed" | "removed";
  readonly added: number;
  readonly removed: number;
  readonly hunks: readonly DiffHunk[];
  /** Not text, or too long to be compared: there are no hunks. */
  readonly opaque?: boolean;
}

const context = 3;
/** Past so many differing lines the rest is shown as replaced whole; a shortest script would cost seconds. */
const mostEdits = 1500;

type Lines = readonly string[];

export function splitLines(text: string): Lines {
  if (text === "") return [];
  const lines = text.split(/\r?\n/);
  return lines.at(-1) === "" ? lines.slice(0, -1) : lines;
}

const replaced = (before: Lines, after: Lines): DiffLine[] => [
  ...before.map((text) => ({ type: "removed" as const, text })),
  ...after.map((text) => ({ type: "added" as const, text })),
];

const valueAt = (points: Int32Array, index: number) => points[index] ?? 0;

/** Whether the best way onto diagonal `k` adds a line rather than removes one. */
function comesDown(points: Int32Array, middle: number, k: number, edits: number): boolean {
  if (k === -edits) return true;
  return k !== edits && valueAt(points, middle + k - 1) < valueAt(points, middle + k + 1);
}

/** How far both texts agree from here on. */
function runLength(before: Lines, after: Lines, x: number, y: number): number {
  let length = 0;
  while (x + length < before.length && y + length < after.length && before[x + length] === after[y + length])
    length += 1;
  return length;
}

/** Myers' greedy search; the trail keeps each round's furthest points for the way back. */
function trailOf(before: Lines, after: Lines): readonly Int32Array[] | undefined {
  const most = Math.min(before.length + after.length, mostEdits);
  const points = new Int32Array(2 * most + 3);
  const middle = most + 1;
  const trail: Int32Array[] = [];
  for (let edits = 0; edits <= most; edits += 1) {
    trail.push(points.slice(middle - edits - 1, middle + edits + 2));
    for (let k = -edits; k <= edits; k += 2) {
      const down = comesDown(points, middle, k, edits);
      const from = down ? valueAt(points, middle + k + 1) : valueAt(points, middle + k - 1) + 1;
      const x = from + runLength(before, after, from, from - k);
      points[middle + k] = x;
      if (x >= before.length && x - k >= after.length) return trail;
    }
  }
  return undefined;
}

function shortest(before: Lines, after: Lines): DiffLine[] {
  const trail = trailOf(before, after);
  if (!trail) return replaced(before, after);
  const lines: DiffLine[] = [];
  let x = before.length;
  let y = after.length;
  const keep = (count: number) => {
    for (let step = 0; step < count; step += 1) {
      x -= 1;
      y -= 1;
      lines.push({ type: "same", text: before[x] ?? "" });
    }
  };
  for (const [edits, points] of [...trail.entries()].toReversed()) {
    if (edits === 0) break;
    const down = comesDown(points, edits + 1, x - y, edits);
    const diagonal = down ? x - y + 1 : x - y - 1;
    const from = valueAt(points, diagonal + edits + 1);
    keep(Math.min(x - from, y - (from - diagonal)));
    if (down) y -= 1;
    else x -= 1;
    lines.push(down ? { type: "added", text: after[y] ?? "" } : { type: "removed", text: before[x] ?? "" });
  }
  keep(x);
  return lines.toReversed();
}

/** Every line of both texts in order. What both begin and end with is never searched. */
export function diffLines(before: Lines, after: Lines): readonly DiffLine[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < before.length - start && end < after.length - start && before.at(-1 - end) === after.at(-1 - end))
    end += 1;
  const same = (text: string): DiffLine => ({ type: "same", text });
  return [
    ...before.slice(0, start).map(same),
    ...shortest(before.slice(start, before.length - end), after.slice(start, after.length - end)),
    ...before.slice(before.length - end).map(same),
  ];
}

/** Cuts a full diff into hunks. */
export function hunksOf(lines: readonly DiffLine[]): readonly DiffHunk[] {
  const hunks: DiffHunk[] = [];
  let before = 1;
  let after = 1;
  let open: { beforeStart: number; afterStart: number; lines: DiffLine[] } | undefined;
  let quiet = 0;
  const close = () => {
    if (open) hunks.push({ ...open, lines: open.lines.slice(0, open.lines.length - Math.max(0, quiet - context)) });
    open = undefined;
  };
  for (const [at, line] of lines.entries()) {
    if (line.type !== "same") {
      if (!open) {
        const lead = lines.slice(Math.max(0, at - context), at);
        open = { beforeStart: before - lead.length, afterStart: after - lead.length, lines: lead };
      }
      quiet = 0;
    } else quiet += 1;
    open?.lines.push(line);
    if (quiet > 2 * context) close();
    if (line.type !== "added") before += 1;
    if (line.type !== "removed") after += 1;
  }
  close();
  return hunks;
}

/** Undefined stands for a file that isn't there. */
export function diffFile(path: string, before: string | undefined, after: string | undefined): FileDiff {
  const type = before === undefined ? "added" : after === undefined ? "removed" : "changed";
  const lines = diffLines(splitLines(before ?? ""), splitLines(after ?? ""));
  const count = (of: DiffLine["type"]) => lines.filter((line) => line.type === of).length;
  return { path, type, added: count("added"), removed: count("removed"), hunks: hunksOf(lines) };
}
