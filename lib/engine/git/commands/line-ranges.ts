import { fatal, failed } from "../failure";
import { matcher } from "../pattern";

/** Lines `[from, to]`, numbered from 1. */
export type LineRange = readonly [number, number];

/** Which lines `-L` asks for: `2,5`, `2,+3`, `5,-2`, `/begin/,/end/`, `:function`. */
export function lineRanges(given: readonly string[], lines: readonly string[], file: string): readonly LineRange[] {
  if (given.length === 0) return [[1, lines.length]];
  let anchor = 1;
  const ranges = given.map((text) => {
    const range = readRange(text, lines, { file, anchor });
    anchor = range[1] + 1;
    return range;
  });
  return joinedRanges(ranges);
}

interface Place {
  readonly file: string;
  /** From where on a pattern is sought. */
  readonly anchor: number;
}

function readRange(text: string, lines: readonly string[], place: Place): LineRange {
  if (text.startsWith(":")) return functionRange(text.slice(1), lines, place);
  const [, first = "", , second] = /^(\/(?:[^/\\]|\\.)*\/|[^,]*)(,(.*))?$/u.exec(text) ?? [];
  const start = first === "" ? 1 : lineOf(first, lines, place.anchor);
  const count = lines.length;
  if (start > count || Number.isNaN(start)) return fatal(tooFar(place.file, count));
  const end = second === undefined || second === "" ? count : endOf(second, lines, start);
  const [from, to] = end < start ? [end, start] : [start, end];
  return [Math.max(1, from), Math.min(count, to)];
}

const tooFar = (file: string, count: number): string => `file ${file} has only ${count} line${count === 1 ? "" : "s"}`;

function lineOf(text: string, lines: readonly string[], from: number): number {
  const pattern = /^\/(.*)\/$/u.exec(text)?.[1];
  if (pattern === undefined) return Number(text);
  const sought = matcher(pattern.replaceAll(/\\\//gu, "/"), { has: () => false });
  const at = lines.findIndex((line, index) => index >= from - 1 && sought.test(line.replace(/\n$/u, "")));
  return at < 0 ? fatal(`-L parameter '${pattern}' starting at line ${from}: No match`) : at + 1;
}

function endOf(text: string, lines: readonly string[], start: number): number {
  const relative = /^([+-])(\d+)$/u.exec(text);
  if (!relative) return lineOf(text, lines, start + 1);
  const number = Number(relative[2]);
  if (number === 0) return fatal("-L invalid empty range");
  return relative[1] === "+" ? start + number - 1 : start - number + 1;
}

const isOpening = (line: string): boolean => /^[A-Za-z_$]/u.test(line);

function functionRange(text: string, lines: readonly string[], { anchor }: Place): LineRange {
  const sought = matcher(text === "" ? failed("-L argument ':' names no function") : text, { has: () => false });
  const at = lines.findIndex((line, index) => index >= anchor - 1 && isOpening(line) && sought.test(line));
  if (at < 0) return fatal(`-L parameter '${text}' starting at line ${anchor}: no match`);
  const next = lines.findIndex((line, index) => index > at && isOpening(line));
  return [at + 1, next < 0 ? lines.length : next];
}

/** In their order, those that touch as one. */
function joinedRanges(ranges: readonly LineRange[]): readonly LineRange[] {
  const joined: LineRange[] = [];
  for (const [from, to] of ranges.toSorted((a, b) => a[0] - b[0])) {
    const last = joined.at(-1);
    if (last && from <= last[1] + 1) joined.splice(-1, 1, [last[0], Math.max(last[1], to)]);
    else joined.push([from, to]);
  }
  return joined;
}
