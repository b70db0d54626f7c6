import { diffArrays } from "diff";

export type DiffAlgorithm = "myers" | "patience" | "histogram";

/** Two texts, and which of their lines are no line of the other's. */
interface Marks {
  readonly before: readonly string[];
  readonly after: readonly string[];
  readonly removed: Uint8Array;
  readonly added: Uint8Array;
}

/** A part of both: lines `[from, to)`. */
interface Part {
  readonly from: number;
  readonly to: number;
  readonly newFrom: number;
  readonly newTo: number;
}

/** Marks the lines that went and those that came. */
export function markLines(marks: Marks, algorithm: DiffAlgorithm): void {
  const { before, after } = marks;
  algorithms[algorithm](marks, { from: 0, to: before.length, newFrom: 0, newTo: after.length });
}

function markAll({ removed, added }: Marks, { from, to, newFrom, newTo }: Part): void {
  removed.fill(1, from, to);
  added.fill(1, newFrom, newTo);
}

function myers(marks: Marks, part: Part): void {
  let [at, to] = [part.from, part.newFrom];
  for (const piece of diffArrays(marks.before.slice(part.from, part.to), marks.after.slice(part.newFrom, part.newTo))) {
    const { length } = piece.value;
    if (piece.removed) marks.removed.fill(1, at, at + length);
    if (piece.added) marks.added.fill(1, to, to + length);
    if (!piece.added) at += length;
    if (!piece.removed) to += length;
  }
}

const isEmpty = ({ from, to, newFrom, newTo }: Part): boolean => from >= to || newFrom >= newTo;

interface Match {
  readonly line: number;
  readonly newLine: number;
}

/** Lines that are there once on each side, in the order of the old one. */
function uniqueMatches(
  { before, after }: Marks,
  { from, to, newFrom, newTo }: Part,
): { readonly matches: readonly Match[]; readonly hasCommon: boolean } {
  const places = new Map<string, { line: number; count: number; newLine: number; newCount: number }>();
  for (let line = from; line < to; line++) {
    const known = places.get(before[line] ?? "");
    if (known) known.count += 1;
    else places.set(before[line] ?? "", { line, count: 1, newLine: -1, newCount: 0 });
  }
  for (let line = newFrom; line < newTo; line++) {
    const known = places.get(after[line] ?? "");
    if (!known) continue;
    known.newCount += 1;
    known.newLine = line;
  }
  const all = [...places.values()];
  const matches = all.filter(({ count, newCount }) => count === 1 && newCount === 1);
  return { matches, hasCommon: all.some(({ newCount }) => newCount > 0) };
}

/** The longest row of matches that are in order on both sides. */
function longestRow(matches: readonly Match[]): readonly Match[] {
  const before = new Map<Match, Match | undefined>();
  const ends: Match[] = [];
  for (const match of matches) {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle]?.newLine ?? 0) < match.newLine) low = middle + 1;
      else high = middle;
    }
    before.set(match, ends[low - 1]);
    ends[low] = match;
  }
  const row: Match[] = [];
  for (let match = ends.at(-1); match; match = before.get(match)) row.unshift(match);
  return row;
}

function patience(marks: Marks, part: Part): void {
  if (isEmpty(part)) {
    markAll(marks, part);
    return;
  }
  const { matches, hasCommon } = uniqueMatches(marks, part);
  const row = longestRow(matches);
  if (!hasCommon) markAll(marks, part);
  else if (row.length === 0) myers(marks, part);
  else walkRow(marks, part, row);
}

/** Between two lines that match is another part, as far as its ends don't match as well. */
function walkRow(marks: Marks, part: Part, row: readonly Match[]): void {
  const { before, after } = marks;
  let [from, newFrom] = [part.from, part.newFrom];
  for (const match of [...row, undefined]) {
    let [to, newTo] = match ? [match.line, match.newLine] : [part.to, part.newTo];
    while (to > from && newTo > newFrom && before[to - 1] === after[newTo - 1]) [to, newTo] = [to - 1, newTo - 1];
    while (from < to && newFrom < newTo && before[from] === after[newFrom]) [from, newFrom] = [from + 1, newFrom + 1];
    if (to > from || newTo > newFrom) patience(marks, { from, to, newFrom, newTo });
    if (match) [from, newFrom] = [match.line + 1, match.newLine + 1];
  }
}

const longestChain = 64;

interface Search {
  readonly marks: Marks;
  readonly part: Part;
  /** Where each line of the old side stands. */
  readonly chains: ReadonlyMap<string, readonly number[]>;
  best: Part | undefined;
  /** How often the rarest line of the best part is there. */
  least: number;
}

function chainsOf({ before }: Marks, { from, to }: Part): ReadonlyMap<string, readonly number[]> {
  const chains = new Map<string, number[]>();
  for (let line = from; line < to; line++) {
    const chain = chains.get(before[line] ?? "");
    if (chain) chain.push(line);
    else chains.set(before[line] ?? "", [line]);
  }
  return chains;
}

/** A part that matches, with the rarest line that any has. */
function rarestPart(marks: Marks, part: Part): Part | "none" | "too common" {
  const search: Search = { marks, part, chains: chainsOf(marks, part), best: undefined, least: longestChain + 1 };
  let hasCommon = false;
  for (let newLine = part.newFrom; newLine < part.newTo;) {
    const chain = search.chains.get(marks.after[newLine] ?? "") ?? [];
    hasCommon ||= chain.length > 0;
    newLine = chain.length > search.least ? newLine + 1 : tryLine(search, newLine, chain);
  }
  if (hasCommon && search.least > longestChain) return "too common";
  return search.best ?? "none";
}

/** Tries a line with all that match it; answers which line is to be tried next. */
function tryLine(search: Search, newLine: number, chain: readonly number[]): number {
  let [next, beyond] = [newLine + 1, -1];
  for (const line of chain) {
    if (line < beyond) continue;
    const found = grown(search.marks, search.part, line, newLine);
    const count = rarity(search, found, chain.length);
    next = Math.max(next, found.newTo);
    beyond = found.to;
    const { best } = search;
    if (!best || best.to - best.from < found.to - found.from || count < search.least)
      [search.best, search.least] = [found, count];
  }
  return next;
}

function rarity({ marks, chains }: Search, { from, to }: Part, most: number): number {
  let count = most;
  for (let at = from; at < to && count > 1; at++)
    count = Math.min(count, chains.get(marks.before[at] ?? "")?.length ?? 0);
  return count;
}

function grown({ before, after }: Marks, part: Part, line: number, newLine: number): Part {
  let [from, newFrom, to, newTo] = [line, newLine, line + 1, newLine + 1];
  while (from > part.from && newFrom > part.newFrom && before[from - 1] === after[newFrom - 1])
    [from, newFrom] = [from - 1, newFrom - 1];
  while (to < part.to && newTo < part.newTo && before[to] === after[newTo]) [to, newTo] = [to + 1, newTo + 1];
  return { from, to, newFrom, newTo };
}

function histogram(marks: Marks, part: Part): void {
  if (isEmpty(part)) {
    markAll(marks, part);
    return;
  }
  const found = rarestPart(marks, part);
  if (found === "too common") myers(marks, part);
  else if (found === "none") markAll(marks, part);
  else {
    histogram(marks, { from: part.from, to: found.from, newFrom: part.newFrom, newTo: found.newFrom });
    histogram(marks, { from: found.to, to: part.to, newFrom: found.newTo, newTo: part.newTo });
  }
}

const algorithms = { myers, patience, histogram } as const;
