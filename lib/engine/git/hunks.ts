import type { DiffAlgorithm } from "./diff-algorithms";
import { busyGroups, idleChange } from "./idle-changes";
import { lineChanges, linesOf, type LineChange } from "./line-diff";

export interface HunkLine {
  readonly mark: " " | "+" | "-" | "\\";
  readonly text: string;
}

export interface Hunk {
  /** From 1; of an empty side the line before. */
  readonly oldStart: number;
  readonly oldCount: number;
  readonly newStart: number;
  readonly newCount: number;
  readonly lines: readonly HunkLine[];
}

/** What else decides about hunks. */
interface HunkForm {
  /** A line as it is compared. */
  readonly comparable?: ((line: string) => string) | undefined;
  readonly algorithm?: DiffAlgorithm | undefined;
  readonly byIndent?: boolean | undefined;
  /** Lines of no account: a change that has no others isn't shown by itself. */
  readonly idle?: ((line: string) => boolean) | undefined;
  /** As many lines more between two changes still join them. */
  readonly joins?: number;
  /** Which lines open a function: all of it is shown then. */
  readonly widen?: ((line: string) => boolean) | undefined;
}

interface Surroundings {
  readonly from: readonly string[];
  readonly to: readonly string[];
  /** Where a change's surroundings begin and end. */
  readonly start: (change: LineChange) => number;
  readonly end: (change: LineChange) => number;
}

/** Changes with their surroundings; those whose surroundings touch are one hunk. */
export function hunksBetween(before: string, after: string, context = 3, form: HunkForm = {}): readonly Hunk[] {
  const { comparable, joins = 0, widen, idle, algorithm = "myers", byIndent = true } = form;
  const from = linesOf(before);
  const to = linesOf(after);
  const around: Surroundings = {
    from,
    to,
    start: ({ oldStart }) => Math.max(0, widen ? above(from, oldStart, widen, context) : oldStart - context),
    end: ({ oldStart, oldCount }) =>
      Math.min(from.length, widen ? below(from, oldStart + oldCount, widen, context) : oldStart + oldCount + context),
  };
  const [old, now] = comparable ? [from.map(comparable), to.map(comparable)] : [from, to];
  const changes = lineChanges(old, now, { algorithm, byIndent });
  if (idle)
    return busyGroups(changes, { context, joins, isIdle: idleChange(from, to, idle) }).map((group) =>
      hunkOf(group, around),
    );
  const groups: LineChange[][] = [];
  let last: LineChange | undefined;
  for (const change of changes) {
    if (last && around.start(change) - around.end(last) <= joins) groups.at(-1)?.push(change);
    else groups.push([change]);
    last = change;
  }
  return groups.map((group) => hunkOf(group, around));
}

function above(lines: readonly string[], at: number, opens: (line: string) => boolean, context: number): number {
  const own = opens(lines[at] ?? "") ? at : lines.slice(0, at).findLastIndex(opens);
  return Math.min(own < 0 ? 0 : own, at - context);
}

function below(lines: readonly string[], at: number, opens: (line: string) => boolean, context: number): number {
  let next = at;
  while (next < lines.length && !opens(lines[next] ?? "")) next += 1;
  while (next > at && (lines[next - 1] ?? "").trim() === "") next -= 1;
  return Math.max(next, at + context);
}

function hunkOf(group: readonly LineChange[], { from, to, start, end }: Surroundings): Hunk {
  const [first] = group;
  const last = group.at(-1);
  const lines: HunkLine[] = [];
  const lead = first ? first.oldStart - start(first) : 0;
  const oldStart = (first?.oldStart ?? 0) - lead;
  const newStart = (first?.newStart ?? 0) - lead;
  let at = oldStart;
  const push = (mark: HunkLine["mark"], part: readonly string[]) => {
    for (const line of part) {
      lines.push({ mark, text: line.replace(/\n$/u, "") });
      if (!line.endsWith("\n")) lines.push({ mark: "\\", text: " No newline at end of file" });
    }
  };
  for (const { oldStart: begin, oldCount, newStart: place, newCount } of group) {
    push(" ", from.slice(at, begin));
    push("-", from.slice(begin, begin + oldCount));
    push("+", to.slice(place, place + newCount));
    at = begin + oldCount;
  }
  push(" ", from.slice(at, last ? end(last) : at));
  const count = (marks: string) => lines.filter(({ mark }) => marks.includes(mark)).length;
  const [oldCount, newCount] = [count(" -"), count(" +")];
  return {
    oldStart: oldCount === 0 ? oldStart : oldStart + 1,
    oldCount,
    newStart: newCount === 0 ? newStart : newStart + 1,
    newCount,
    lines,
  };
}
