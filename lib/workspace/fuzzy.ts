export interface Ranked {
  readonly path: string;
  readonly score: number;
  /** The positions in `path` that matched, for highlighting. */
  readonly positions: readonly number[];
}

const isBoundary = (path: string, at: number): boolean =>
  at === 0 || /[/._\-\s]/.test(path[at - 1] ?? "") || /[a-z][A-Z]/.test(path.slice(at - 1, at + 1));

/** Scores one path: all letters in order, better at word starts, in runs, and in the file's own name. */
export function matchPath(query: string, path: string): Ranked | undefined {
  const wanted = query.toLowerCase().replace(/\s+/g, "");
  const lower = path.toLowerCase();
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
  if (lower.slice(nameStart) === wanted) score += 60;
  else if (lower.startsWith(wanted, nameStart)) score += 25;
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

/** The best `limit` paths. Recent ones come first among equals, and all of them when nothing is asked. */
export function rankPaths(
  query: string,
  paths: Iterable<string>,
  recent: readonly string[] = [],
  limit = 50,
): readonly Ranked[] {
  const bonus = new Map(recent.map((path, index) => [path, 20 - Math.min(index, 19)]));
  const ranked: Ranked[] = [];
  for (const path of paths) {
    const match = query.trim() === "" ? { path, score: 0, positions: [] } : matchPath(query, path);
    if (match) ranked.push({ ...match, score: match.score + (bonus.get(path) ?? 0) });
  }
  return ranked.toSorted((a, b) => b.score - a.score || (a.path < b.path ? -1 : 1)).slice(0, limit);
}
