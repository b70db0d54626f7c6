import { lineChanges, linesOf } from "./line-diff";
import { paint, type Context } from "./context";

/** A line of the result, with the lines before it that some parents have and the result hasn't. */
interface Slot {
  readonly lost: { readonly text: string; readonly parents: number }[];
  /** The parents that lack the line, one bit each. */
  added: number;
}

/** What each parent has otherwise than the result, line by line. */
function slotsOf(parents: readonly (readonly string[])[], result: readonly string[]): Slot[] {
  const slots: Slot[] = Array.from({ length: result.length + 1 }, () => ({ lost: [], added: 0 }));
  for (const [at, lines] of parents.entries()) {
    const bit = 1 << at;
    for (const { oldStart, oldCount, newStart, newCount } of lineChanges(lines, result)) {
      for (let line = newStart; line < newStart + newCount; line++) {
        const slot = slots[line];
        if (slot) slot.added |= bit;
      }
      addLost(slots[newStart], lines.slice(oldStart, oldStart + oldCount), bit);
    }
  }
  return slots;
}

/** Lines that two parents have lost in one place stand there once. */
function addLost(slot: Slot | undefined, gone: readonly string[], bit: number): void {
  if (!slot) return;
  const known = slot.lost.map(({ text }) => text);
  const joined: { text: string; parents: number }[] = [];
  let [old, now] = [0, 0];
  const same = (until: number) => {
    for (; old < until; old++, now++)
      joined.push({ text: known[old] ?? "", parents: (slot.lost[old]?.parents ?? 0) | bit });
  };
  for (const { oldStart, oldCount, newStart, newCount } of lineChanges(known, gone)) {
    same(oldStart);
    for (; old < oldStart + oldCount; old++) joined.push(slot.lost[old] ?? { text: "", parents: 0 });
    for (; now < newStart + newCount; now++) joined.push({ text: gone[now] ?? "", parents: bit });
  }
  same(known.length);
  slot.lost.splice(0, slot.lost.length, ...joined);
}

/** Whether it says more than that the result was taken from one of the parents. */
function isInteresting(slots: readonly Slot[], all: number): boolean {
  const kinds = new Set(
    slots.flatMap(({ lost, added }) => [...(added ? [added] : []), ...lost.map(({ parents }) => parents)]),
  );
  return kinds.size > 1 || kinds.has(all);
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** From the first to the last change of each place; with lines around them they may touch, and are one then. */
function spansOf(slots: readonly Slot[], count: number, all: number, context: number): readonly Span[] {
  const marked = slots.map(({ lost, added }) => lost.length > 0 || added > 0);
  const runs: Span[] = [];
  for (let at = 0; at < slots.length; at++) {
    if (marked[at] !== true) continue;
    let end = at;
    while (marked[end + 1] === true) end += 1;
    const last = runs.at(-1);
    if (last && at - last.end - 1 <= context) runs.splice(-1, 1, { start: last.start, end });
    else runs.push({ start: at, end });
    at = end;
  }
  const shown: Span[] = [];
  for (const run of runs.filter(({ start, end }) => isInteresting(slots.slice(start, end + 1), all))) {
    const start = Math.max(0, run.start - context);
    const lines = slots[run.end]?.added === 0 ? run.end : run.end + 1;
    const end = Math.min(count, lines + context);
    const last = shown.at(-1);
    if (last && start <= last.end) shown.splice(-1, 1, { start: last.start, end });
    else shown.push({ start, end });
  }
  return shown;
}

const chomped = (line: string): string => line.replace(/\n$/u, "");

/** The hunks of a file that was joined from several, a column for each of them; nothing where it was taken from one. */
export function combinedHunks(
  context: Pick<Context, "color">,
  { parents, result }: { readonly parents: readonly string[]; readonly result: string },
  around = 3,
): string {
  const lines = linesOf(result);
  const sides = parents.map(linesOf);
  const slots = slotsOf(sides, lines);
  const all = (1 << parents.length) - 1;
  const signs = (bits: number, sign: string) => parents.map((_, at) => (bits & (1 << at) ? sign : " ")).join("");
  let text = "";
  for (const { start, end } of spansOf(slots, lines.length, all, around)) {
    const part = slots.slice(start, end + 1);
    text += paint(context, "cyan", headOf(slots, { start, end }, sides.length));
    text += openingOf(lines, start);
    for (const [at, { lost, added }] of part.entries()) {
      const line = start + at;
      if (line === end && line < lines.length) continue;
      for (const one of lost) text += `${paint(context, "red", signs(one.parents, "-") + chomped(one.text))}\n`;
      if (line >= end) continue;
      const own = signs(added, "+") + chomped(lines[line] ?? "");
      text += added ? `${paint(context, "green", own)}\n` : `${own}\n`;
    }
  }
  return text;
}

/** The numbers of a hunk: of each parent, then of the result. */
function headOf(slots: readonly Slot[], { start, end }: Span, count: number): string {
  const inPart = (from: number, to: number, at: number) => {
    let lines = 0;
    for (let line = from; line < to; line++) {
      const slot = slots[line];
      lines +=
        (slot?.lost.filter(({ parents }) => parents & (1 << at)).length ?? 0) +
        (slot && slot.added & (1 << at) ? 0 : 1);
    }
    return lines;
  };
  const tail = end === slots.length - 1 ? slots[end] : undefined;
  const ranges = Array.from({ length: count }, (_, at) => {
    const behind = tail?.lost.filter(({ parents }) => parents & (1 << at)).length ?? 0;
    const lines = inPart(start, end, at) + behind;
    const first = inPart(0, start, at) + (lines === 0 ? 0 : 1);
    return `-${first},${lines}`;
  });
  const sign = "@".repeat(count + 1);
  return `${sign} ${ranges.join(" ")} +${end === start ? start : start + 1},${end - start} ${sign}`;
}

function openingOf(lines: readonly string[], start: number): string {
  const found = lines.slice(0, start).findLast((line) => /^[A-Za-z_$]/u.test(line));
  return found === undefined ? "\n" : ` ${chomped(found).slice(0, 40).trimEnd()}\n`;
}
