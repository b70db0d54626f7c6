import type { Change } from "./file-diff";

export interface Compared {
  readonly before: readonly string[];
  readonly after: readonly string[];
  readonly changes: readonly Change[];
}

/** A line behind its mark; one without an end says so. */
const marked = (mark: string, line: string): string =>
  line.endsWith("\n") ? mark + line : `${mark}${line}\n\\ No newline at end of file\n`;

const range = (at: number, count: number): string => (count <= 1 ? String(at + count) : `${at + 1},${at + count}`);

/** What diff says when nothing else is asked for. */
export function normalDiff({ before, after, changes }: Compared): string {
  return changes
    .map(({ oldAt, oldCount, newAt, newCount }) => {
      const letter = oldCount === 0 ? "a" : newCount === 0 ? "d" : "c";
      const old = before.slice(oldAt, oldAt + oldCount).map((line) => marked("< ", line));
      const fresh = after.slice(newAt, newAt + newCount).map((line) => marked("> ", line));
      const middle = letter === "c" ? "---\n" : "";
      return `${range(oldAt, oldCount)}${letter}${range(newAt, newCount)}\n${old.join("")}${middle}${fresh.join("")}`;
    })
    .join("");
}

/** `-e`: a script for `ed`, the last change first. */
export function edScript({ after, changes }: Compared): string {
  return changes
    .toReversed()
    .map(({ oldAt, oldCount, newAt, newCount }) => {
      const letter = oldCount === 0 ? "a" : newCount === 0 ? "d" : "c";
      const text = after.slice(newAt, newAt + newCount).map((line) => (line.endsWith("\n") ? line : `${line}\n`));
      return `${range(oldAt, oldCount)}${letter}\n${text.join("")}${letter === "d" ? "" : ".\n"}`;
    })
    .join("");
}

interface Hunk {
  readonly oldAt: number;
  readonly oldEnd: number;
  readonly newAt: number;
  readonly newEnd: number;
  readonly changes: readonly Change[];
}

/** Changes whose surroundings touch stand together. */
function hunksOf({ before, changes }: Compared, context: number): Hunk[] {
  const groups: Change[][] = [];
  for (const change of changes) {
    const last = groups.at(-1)?.at(-1);
    if (last !== undefined && change.oldAt - (last.oldAt + last.oldCount) <= 2 * context) groups.at(-1)?.push(change);
    else groups.push([change]);
  }
  return groups.flatMap((group) => {
    const [first, last] = [group[0], group.at(-1)];
    if (first === undefined || last === undefined) return [];
    const head = Math.min(context, first.oldAt);
    const end = last.oldAt + last.oldCount;
    const tail = Math.min(context, before.length - end);
    const newEnd = last.newAt + last.newCount;
    return [
      {
        oldAt: first.oldAt - head,
        oldEnd: end + tail,
        newAt: first.newAt - head,
        newEnd: newEnd + tail,
        changes: group,
      },
    ];
  });
}

function unifiedRange(at: number, end: number): string {
  const count = end - at;
  return count === 1 ? String(at + 1) : `${count === 0 ? at : at + 1},${count}`;
}

/** `-u`, without its head. */
export function unifiedDiff(compared: Compared, context: number): string {
  const { before, after } = compared;
  return hunksOf(compared, context)
    .map((hunk) => {
      let text = `@@ -${unifiedRange(hunk.oldAt, hunk.oldEnd)} +${unifiedRange(hunk.newAt, hunk.newEnd)} @@\n`;
      let at = hunk.oldAt;
      for (const { oldAt, oldCount, newAt, newCount } of hunk.changes) {
        for (; at < oldAt; at++) text += marked(" ", before[at] ?? "");
        for (; at < oldAt + oldCount; at++) text += marked("-", before[at] ?? "");
        for (const line of after.slice(newAt, newAt + newCount)) text += marked("+", line);
      }
      for (; at < hunk.oldEnd; at++) text += marked(" ", before[at] ?? "");
      return text;
    })
    .join("");
}

const contextRange = (at: number, end: number): string => (end - at <= 1 ? String(end) : `${at + 1},${end}`);

/** One side of a hunk of `-c`; where that side has no change, only its range is said. */
function side(hunk: Hunk, lines: readonly string[], isOld: boolean): string {
  const [from, end] = isOld ? [hunk.oldAt, hunk.oldEnd] : [hunk.newAt, hunk.newEnd];
  const own = hunk.changes.filter(({ oldCount, newCount }) => (isOld ? oldCount : newCount) > 0);
  if (own.length === 0) return "";
  const markAt = (place: number): string => {
    const found = own.find(({ oldAt, oldCount, newAt, newCount }) =>
      isOld ? place >= oldAt && place < oldAt + oldCount : place >= newAt && place < newAt + newCount,
    );
    if (found === undefined) return "  ";
    return found.oldCount > 0 && found.newCount > 0 ? "! " : isOld ? "- " : "+ ";
  };
  return lines
    .slice(from, end)
    .map((line, at) => marked(markAt(from + at), line))
    .join("");
}

/** `-c`, without its head. */
export function contextDiff(compared: Compared, context: number): string {
  return hunksOf(compared, context)
    .map(
      (hunk) =>
        `***************\n*** ${contextRange(hunk.oldAt, hunk.oldEnd)} ****\n${side(hunk, compared.before, true)}` +
        `--- ${contextRange(hunk.newAt, hunk.newEnd)} ----\n${side(hunk, compared.after, false)}`,
    )
    .join("");
}
