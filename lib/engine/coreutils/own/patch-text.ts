/** One change of a unified diff. */
export interface PatchHunk {
  readonly oldStart: number;
  readonly newStart: number;
  /** Each with its sign before it. */
  readonly lines: readonly string[];
  /** The last line on that side has no newline. */
  readonly oldOpen: boolean;
  readonly newOpen: boolean;
}

export interface FilePatch {
  readonly oldName: string;
  readonly newName: string;
  readonly hunks: PatchHunk[];
}

const nameOf = (line: string): string => (line.slice(4).split("\t", 1)[0] ?? "").trim();

/** Takes a hunk's lines until both sides are whole. */
function linesOfHunk(lines: readonly string[], from: number, olds: number, news: number) {
  const taken: string[] = [];
  const open = { old: false, new: false };
  let end = from;
  let [oldLeft, newLeft] = [olds, news];
  for (; end < lines.length; end++) {
    const line = lines[end] || " ";
    const sign = line.charAt(0);
    if (sign === "\\") {
      const last = taken.at(-1)?.charAt(0);
      open.old ||= last !== "+";
      open.new ||= last !== "-";
      continue;
    }
    if ((oldLeft <= 0 && newLeft <= 0) || !" +-".includes(sign)) break;
    oldLeft -= Number(sign !== "+");
    newLeft -= Number(sign !== "-");
    taken.push(line);
  }
  return { taken, open, end };
}

function hunkAt(lines: readonly string[], at: number): { readonly hunk: PatchHunk; readonly end: number } | undefined {
  const [, oldStart, oldCount = "1", newStart, newCount = "1"] =
    /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(lines[at] ?? "") ?? [];
  if (oldStart === undefined) return undefined;
  const { taken, open, end } = linesOfHunk(lines, at + 1, Number(oldCount), Number(newCount));
  const hunk = {
    oldStart: Number(oldStart),
    newStart: Number(newStart),
    lines: taken,
    oldOpen: open.old,
    newOpen: open.new,
  };
  return { hunk, end };
}

/** The files that a unified diff changes; whatever stands around them is left out. */
export function patchesIn(text: string): FilePatch[] {
  const lines = text.replace(/\n$/, "").split("\n");
  const files: FilePatch[] = [];
  for (let at = 0; at < lines.length;) {
    const line = lines[at] ?? "";
    if (line.startsWith("--- ") && (lines[at + 1] ?? "").startsWith("+++ ")) {
      files.push({ oldName: nameOf(line), newName: nameOf(lines[at + 1] ?? ""), hunks: [] });
      at += 2;
      continue;
    }
    const found = hunkAt(lines, at);
    if (found === undefined) {
      at++;
      continue;
    }
    if (files.length === 0) files.push({ oldName: "", newName: "", hunks: [] });
    files.at(-1)?.hunks.push(found.hunk);
    at = found.end;
  }
  return files;
}

const turned: Readonly<Record<string, string>> = { "+": "-", "-": "+", " ": " " };

/** The same change the other way round. */
export function reversed({ oldName, newName, hunks }: FilePatch): FilePatch {
  return {
    oldName: newName,
    newName: oldName,
    hunks: hunks.map((hunk) => ({
      oldStart: hunk.newStart,
      newStart: hunk.oldStart,
      lines: hunk.lines.map((line) => (turned[line.slice(0, 1)] ?? " ") + line.slice(1)),
      oldOpen: hunk.newOpen,
      newOpen: hunk.oldOpen,
    })),
  };
}

export interface Applied {
  readonly lines: readonly string[];
  readonly outcomes: readonly Outcome[];
}

export interface Outcome {
  readonly hunk: PatchHunk;
  /** Where it went in, counted from one; undefined where it was rejected. */
  readonly line: number | undefined;
  readonly offset: number;
  readonly fuzz: number;
}

function fits(
  lines: readonly string[],
  at: number,
  wanted: readonly string[],
  isSame: (a: string, b: string) => boolean,
): boolean {
  return (
    at >= 0 &&
    at + wanted.length <= lines.length &&
    wanted.every((line, place) => isSame(line, lines[at + place] ?? ""))
  );
}

/** The nearest place to the one it was made for. */
function placeFor(
  lines: readonly string[],
  wanted: readonly string[],
  expected: number,
  from: number,
  isSame: (a: string, b: string) => boolean,
): number | undefined {
  for (let away = 0; away <= lines.length; away++) {
    for (const at of away === 0 ? [expected] : [expected + away, expected - away])
      if (at >= from && fits(lines, at, wanted, isSame)) return at;
  }
  return undefined;
}

const contextAtEnds = (lines: readonly string[]): readonly [number, number] => {
  const first = lines.findIndex((line) => !line.startsWith(" "));
  const last = lines.findLastIndex((line) => !line.startsWith(" "));
  return first < 0 ? [0, 0] : [first, lines.length - 1 - last];
};

const blind = (a: string, b: string): boolean => a.replace(/\s+/g, " ").trimEnd() === b.replace(/\s+/g, " ").trimEnd();

/** Puts the changes in, each as near as can be; some context may differ, at most `mostFuzz` lines at either end. */
export function apply(
  before: readonly string[],
  hunks: readonly PatchHunk[],
  mostFuzz: number,
  ignoresSpace: boolean,
): Applied {
  const lines = [...before];
  const outcomes: Outcome[] = [];
  const isSame = ignoresSpace ? blind : (a: string, b: string) => a === b;
  let [shift, drift, from] = [0, 0, 0];
  for (const hunk of hunks) {
    const olds = hunk.lines.filter((line) => !line.startsWith("+"));
    const [head, tail] = contextAtEnds(hunk.lines);
    const base = Math.max(0, hunk.oldStart - (olds.length === 0 ? 0 : 1)) + shift;
    let done: Outcome = { hunk, line: undefined, offset: 0, fuzz: 0 };
    for (let fuzz = 0; fuzz <= Math.min(mostFuzz, Math.max(head, tail)); fuzz++) {
      const [cut, cutEnd] = [Math.min(fuzz, head), Math.min(fuzz, tail)];
      const used = hunk.lines.slice(cut, hunk.lines.length - cutEnd);
      const wanted = used.filter((line) => !line.startsWith("+")).map((line) => line.slice(1));
      const at = placeFor(lines, wanted, base + drift + cut, from, isSame);
      if (at === undefined) continue;
      let old = at;
      const fresh = used.flatMap((line) => {
        if (line.startsWith("-")) old++;
        if (line.startsWith("+")) return [line.slice(1)];
        return line.startsWith(" ") ? [lines[old++] ?? ""] : [];
      });
      lines.splice(at, wanted.length, ...fresh);
      drift = at - cut - base;
      shift += fresh.length - wanted.length;
      from = at + fresh.length;
      done = { hunk, line: at - cut + 1, offset: drift, fuzz };
      break;
    }
    outcomes.push(done);
  }
  return { lines, outcomes };
}
