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

/** Changes with their surroundings; those whose surroundings touch are one hunk. */
export function hunksBetween(
  before: string,
  after: string,
  context = 3,
  comparable?: (line: string) => string,
): readonly Hunk[] {
  const from = linesOf(before);
  const to = linesOf(after);
  const groups: LineChange[][] = [];
  let last: LineChange | undefined;
  for (const change of lineChanges(comparable ? from.map(comparable) : from, comparable ? to.map(comparable) : to)) {
    if (last && change.oldStart - (last.oldStart + last.oldCount) <= 2 * context) groups.at(-1)?.push(change);
    else groups.push([change]);
    last = change;
  }
  return groups.map((group) => hunkOf(group, from, to, context));
}

function hunkOf(group: readonly LineChange[], from: readonly string[], to: readonly string[], context: number): Hunk {
  const [first] = group;
  const lines: HunkLine[] = [];
  const lead = Math.min(context, first?.oldStart ?? 0);
  const oldStart = (first?.oldStart ?? 0) - lead;
  const newStart = (first?.newStart ?? 0) - lead;
  let at = oldStart;
  const push = (mark: HunkLine["mark"], part: readonly string[]) => {
    for (const line of part) {
      lines.push({ mark, text: line.replace(/\n$/u, "") });
      if (!line.endsWith("\n")) lines.push({ mark: "\\", text: " No newline at end of file" });
    }
  };
  for (const { oldStart: start, oldCount, newStart: place, newCount } of group) {
    push(" ", from.slice(at, start));
    push("-", from.slice(start, start + oldCount));
    push("+", to.slice(place, place + newCount));
    at = start + oldCount;
  }
  push(" ", from.slice(at, at + context));
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
