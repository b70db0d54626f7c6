export interface Ranked {
  readonly path: string;
  readonly score: number;
  /** The positions in `path` that matched, for highlighting. */
  readonly positions: readonly number[];
}

const isSeparator = (code: number): boolean =>
  code === 0x2f || code === 0x2e || code === 0x5f || code === 0x2d || code === 0x20 || code === 0x09;
const isLower = (code: number): boolean => code >= 0x61 && code <= 0x7a;
const isUpper = (code: number): boolean => code >= 0x41 && code <= 0x5a;

function isBoundary(path: string, at: number): boolean {
  if (at === 0) return true;
  const before = path.charCodeAt(at - 1);
  return isSeparator(before) || (isLower(before) && isUpper(path.charCodeAt(at)));
}

const wantedOf = (query: string): string => query.toLowerCase().replace(/\s+/g, "");

/** Scores one path: all letters in order, better at word starts, in runs, and in the file's own name. */
export function matchPath(query: string, path: string): Ranked | undefined {
  const positions: number[] = [];
  const score = scoreOf(wantedOf(query), path, positions);
  return score === undefined ? undefined : { path, score, positions };
}

/** Fills `positions` with where the letters are. Makes nothing else: with thousands of paths it is asked for each letter. */
function scoreOf(wanted: string, path: string, positions: number[]): number | undefined {
  const lower = path.toLowerCase();
  const nameStart = path.lastIndexOf("/") + 1;
  const isInName = locate(wanted, lower, nameStart, positions);
  if (!isInName && !locate(wanted, lower, 0, positions)) return undefined;
  let score = isInName ? 40 : 0;
  let before = -2;
  for (const at of positions) {
    score += 1;
    if (isBoundary(path, at)) score += 8;
    if (before === at - 1) score += 6;
    before = at;
  }
  if (lower.startsWith(wanted, nameStart)) score += lower.length === nameStart + wanted.length ? 60 : 25;
  return score - path.length / 20;
}

/** The whole in one piece where there is one, else each letter at the first place after the one before it. */
function locate(wanted: string, text: string, from: number, positions: number[]): boolean {
  positions.length = 0;
  const whole = text.indexOf(wanted, from);
  let at = from;
  for (let index = 0; index < wanted.length; index++) {
    const found = whole >= 0 ? whole + index : text.indexOf(wanted.charAt(index), at);
    if (found < 0) return false;
    positions.push(found);
    at = found + 1;
  }
  return true;
}

type Scored = Pick<Ranked, "path" | "score">;

const isBetter = (a: Scored, b: Scored): boolean => a.score > b.score || (a.score === b.score && a.path < b.path);

/** Puts one where it belongs among the best so far, which stay at most `limit`. */
function keepBest(best: Scored[], one: Scored, limit: number): void {
  const last = best.at(-1);
  if (best.length >= limit && last && !isBetter(one, last)) return;
  let low = 0;
  let high = best.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const there = best[middle];
    if (there && isBetter(there, one)) low = middle + 1;
    else high = middle;
  }
  best.splice(low, 0, one);
  if (best.length > limit) best.pop();
}

/** The best `limit` paths. Recent ones come first among equals, and all of them when nothing is asked. */
export function rankPaths(
  query: string,
  paths: Iterable<string>,
  recent: readonly string[] = [],
  limit = 50,
): readonly Ranked[] {
  const bonus = new Map(recent.map((path, index) => [path, 20 - Math.min(index, 19)]));
  const wanted = wantedOf(query);
  const best: Scored[] = [];
  if (limit <= 0) return [];
  const positions: number[] = [];
  for (const path of paths) {
    const score = wanted === "" ? 0 : scoreOf(wanted, path, positions);
    if (score !== undefined) keepBest(best, { path, score: score + (bonus.get(path) ?? 0) }, limit);
  }
  return best.map(({ path, score }) => ({ path, score, positions: matchPath(wanted, path)?.positions ?? [] }));
}
