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
  return match(wantedOf(query), path, path.toLowerCase());
}

function match(wanted: string, path: string, lower: string): Ranked | undefined {
  const nameStart = path.lastIndexOf("/") + 1;
  const inName = subsequence(wanted, lower, nameStart);
  const positions = inName ?? subsequence(wanted, lower, 0);
  if (!positions) return undefined;
  let score = inName ? 40 : 0;
  for (const [index, at] of positions.entries()) {
    score += 1;
    if (isBoundary(path, at)) score += 8;
    if (index > 0 && positions[index - 1] === at - 1) score += 6;
  }
  if (lower.startsWith(wanted, nameStart)) score += lower.length === nameStart + wanted.length ? 60 : 25;
  return { path, score: score - path.length / 20, positions };
}

/** Prefers word starts: the greedy match from the left is mended by moving letters to later word starts in a run. */
function subsequence(wanted: string, text: string, from: number): number[] | undefined {
  const whole = text.indexOf(wanted, from);
  if (whole >= 0) return Array.from(wanted, (_, index) => whole + index);
  const positions: number[] = [];
  let at = from;
  for (const letter of wanted) {
    const found = text.indexOf(letter, at);
    if (found < 0) return undefined;
    positions.push(found);
    at = found + 1;
  }
  return positions;
}

const isBetter = (a: Ranked, b: Ranked): boolean => a.score > b.score || (a.score === b.score && a.path < b.path);

/** Puts one where it belongs among the best so far, which stay at most `limit`. */
function keepBest(best: Ranked[], one: Ranked, limit: number): void {
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
  const best: Ranked[] = [];
  if (limit <= 0) return best;
  for (const path of paths) {
    const found = wanted === "" ? { path, score: 0, positions: [] } : match(wanted, path, path.toLowerCase());
    if (!found) continue;
    const more = bonus.get(path) ?? 0;
    keepBest(best, more === 0 ? found : { ...found, score: found.score + more }, limit);
  }
  return best;
}
