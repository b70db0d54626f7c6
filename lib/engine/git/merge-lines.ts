import { lineChanges, linesOf, type LineChange } from "./line-diff";

/** A part of both sides: lines `[start, start + count)` of each; `side` says whose stand, if they don't disagree. */
interface Part {
  side: "ours" | "theirs" | "conflict";
  ourStart: number;
  ourCount: number;
  theirStart: number;
  theirCount: number;
}

export interface MergeNames {
  readonly ours: string;
  readonly theirs: string;
  /** Whose lines stand where the sides disagree: `-X ours`, `-X theirs`. */
  readonly favour?: "ours" | "theirs" | undefined;
}

export interface MergedText {
  readonly text: string;
  readonly conflicts: number;
}

/** Joins what two sides made of one text, as git does; where they disagree both stand between markers. */
export function mergeTexts(base: string, ours: string, theirs: string, names: MergeNames): MergedText {
  const sides = { base: linesOf(base), ours: linesOf(ours), theirs: linesOf(theirs) };
  const parts = partsOf(sides);
  const refined = joinNear(parts.flatMap((part) => (part.side === "conflict" ? refine(part, sides) : [part])));
  const { favour } = names;
  if (favour) for (const part of refined) if (part.side === "conflict") part.side = favour;
  return write(refined, sides, names);
}

interface Sides {
  readonly base: readonly string[];
  readonly ours: readonly string[];
  readonly theirs: readonly string[];
}

function append(parts: Part[], part: Part): void {
  const last = parts.at(-1);
  const touches =
    last !== undefined &&
    (part.ourStart <= last.ourStart + last.ourCount || part.theirStart <= last.theirStart + last.theirCount);
  if (!last || !touches) {
    parts.push(part);
    return;
  }
  if (last.side !== part.side) last.side = "conflict";
  last.ourCount = part.ourStart + part.ourCount - last.ourStart;
  last.theirCount = part.theirStart + part.theirCount - last.theirStart;
}

function partsOf({ base, ours, theirs }: Sides): Part[] {
  const left = lineChanges(base, ours, { byIndent: false });
  const right = lineChanges(base, theirs, { byIndent: false });
  const parts: Part[] = [];
  while (left[0] && right[0]) {
    const [a, b] = [left[0], right[0]];
    if (a.oldStart + a.oldCount < b.oldStart) {
      append(parts, oursAlone(a, b.newStart - b.oldStart + a.oldStart));
      left.shift();
    } else if (b.oldStart + b.oldCount < a.oldStart) {
      append(parts, theirsAlone(b, a.newStart - a.oldStart + b.oldStart));
      right.shift();
    } else {
      if (!isSame(a, b, ours, theirs)) append(parts, overlapping(a, b));
      const [aEnd, bEnd] = [a.oldStart + a.oldCount, b.oldStart + b.oldCount];
      if (aEnd >= bEnd) right.shift();
      if (bEnd >= aEnd) left.shift();
    }
  }
  for (const change of left) append(parts, oursAlone(change, change.oldStart + theirs.length - base.length));
  for (const change of right) append(parts, theirsAlone(change, change.oldStart + ours.length - base.length));
  return parts;
}

const oursAlone = (change: LineChange, theirStart: number): Part => ({
  side: "ours",
  ourStart: change.newStart,
  ourCount: change.newCount,
  theirStart,
  theirCount: change.oldCount,
});

const theirsAlone = (change: LineChange, ourStart: number): Part => ({
  side: "theirs",
  ourStart,
  ourCount: change.oldCount,
  theirStart: change.newStart,
  theirCount: change.newCount,
});

function isSame(a: LineChange, b: LineChange, ours: readonly string[], theirs: readonly string[]): boolean {
  return (
    a.oldStart === b.oldStart &&
    a.oldCount === b.oldCount &&
    a.newCount === b.newCount &&
    Array.from({ length: a.newCount }, (_, at) => ours[a.newStart + at] === theirs[b.newStart + at]).every(Boolean)
  );
}

/** Both sides' lines over the whole of what either has changed. */
function overlapping(a: LineChange, b: LineChange): Part {
  const start = Math.min(a.oldStart, b.oldStart);
  const end = Math.max(a.oldStart + a.oldCount, b.oldStart + b.oldCount);
  const over = (change: LineChange) => {
    const first = change.newStart - (change.oldStart - start);
    const last = change.newStart + change.newCount + (end - change.oldStart - change.oldCount);
    return [first, last - first] as const;
  };
  const [ourStart, ourCount] = over(a);
  const [theirStart, theirCount] = over(b);
  return { side: "conflict", ourStart, ourCount, theirStart, theirCount };
}

/** What both sides say alike within a conflict is none. */
function refine(part: Part, { ours, theirs }: Sides): Part[] {
  const { ourStart, ourCount, theirStart, theirCount } = part;
  if (ourCount === 0 || theirCount === 0) return [part];
  const left = ours.slice(ourStart, ourStart + ourCount);
  const right = theirs.slice(theirStart, theirStart + theirCount);
  return lineChanges(left, right, { byIndent: false }).map((change) => ({
    side: "conflict",
    ourStart: ourStart + change.oldStart,
    ourCount: change.oldCount,
    theirStart: theirStart + change.newStart,
    theirCount: change.newCount,
  }));
}

const nearest = 3;

/** Conflicts with three lines or fewer between them read better as one. */
function joinNear(parts: readonly Part[]): Part[] {
  const joined: Part[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    const near = last !== undefined && part.ourStart - (last.ourStart + last.ourCount) <= nearest;
    if (!last || !near || last.side !== "conflict" || part.side !== "conflict") {
      joined.push({ ...part });
      continue;
    }
    last.ourCount = part.ourStart + part.ourCount - last.ourStart;
    last.theirCount = part.theirStart + part.theirCount - last.theirStart;
  }
  return joined;
}

function write(parts: readonly Part[], { ours, theirs }: Sides, names: MergeNames): MergedText {
  let text = "";
  let at = 0;
  const whole = (lines: readonly string[]) => {
    const joined = lines.join("");
    return joined === "" || joined.endsWith("\n") ? joined : `${joined}\n`;
  };
  for (const { side, ourStart, ourCount, theirStart, theirCount } of parts) {
    const mine = ours.slice(ourStart, ourStart + ourCount);
    const other = theirs.slice(theirStart, theirStart + theirCount);
    text += ours.slice(at, ourStart).join("");
    if (side === "ours") text += mine.join("");
    else if (side === "theirs") text += other.join("");
    else text += `<<<<<<< ${names.ours}\n${whole(mine)}=======\n${whole(other)}>>>>>>> ${names.theirs}\n`;
    at = ourStart + ourCount;
  }
  text += ours.slice(at).join("");
  return { text, conflicts: parts.filter(({ side }) => side === "conflict").length };
}
