import type { Change } from "./changes";
import { quotedPath } from "./quoted-path";

/** A file that was moved, with how much of it stayed: 100 is all. */
export interface Rename {
  readonly from: string;
  readonly similarity: number;
}

export type Shown = Change & { readonly rename?: Rename | undefined };

const least = 50;
/** More pairs than these would take too long; git draws a line too. */
const mostPairs = 40_000;

/** Pieces of at most 64 bytes, ending at lines, with how many bytes each makes up. */
function piecesOf(bytes: Uint8Array): ReadonlyMap<string, number> {
  const pieces = new Map<string, number>();
  let start = 0;
  for (let at = 0; at < bytes.length; at++) {
    if (bytes[at] !== 10 && at - start < 63 && at < bytes.length - 1) continue;
    const piece = String.fromCharCode(...bytes.subarray(start, at + 1));
    pieces.set(piece, (pieces.get(piece) ?? 0) + piece.length);
    start = at + 1;
  }
  return pieces;
}

function similarity(before: Uint8Array, after: Uint8Array): number {
  const [small, large] = [Math.min(before.length, after.length), Math.max(before.length, after.length)];
  if (small === 0 || small * 100 < large * least) return 0;
  const now = piecesOf(after);
  let copied = 0;
  for (const [piece, count] of piecesOf(before)) copied += Math.min(count, now.get(piece) ?? 0);
  return Math.floor((copied * 100) / large);
}

const baseOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1);

/** Joins what went and what came where it is the same file, by content. */
export async function withRenames(
  changes: readonly Change[],
  contents: (change: Change) => Promise<{ readonly before: Uint8Array; readonly after: Uint8Array }>,
  atLeast = least,
): Promise<readonly Shown[]> {
  const gone = changes.filter(({ after }) => !after);
  const come = changes.filter(({ before }) => !before);
  if (gone.length === 0 || come.length === 0 || gone.length * come.length > mostPairs) return changes;
  const olds = await Promise.all(gone.map(async (change) => (await contents(change)).before));
  const news = await Promise.all(come.map(async (change) => (await contents(change)).after));
  const pairs = come.flatMap((to, at) =>
    gone.map((from, index) => {
      const same = from.before?.oid === to.after?.oid;
      const score = same ? 100 : similarity(olds[index] ?? new Uint8Array(), news[at] ?? new Uint8Array());
      return { from, to, score, isNamesake: baseOf(from.path) === baseOf(to.path) };
    }),
  );
  const taken = new Map<Change, Rename>();
  const left = new Set(gone);
  const order = pairs
    .filter(({ score }) => score >= atLeast)
    .toSorted((a, b) => b.score - a.score || Number(b.isNamesake) - Number(a.isNamesake));
  for (const { from, to, score } of order) {
    if (taken.has(to) || !left.has(from)) continue;
    left.delete(from);
    taken.set(to, { from: from.path, similarity: score });
  }
  return changes.flatMap((change): Shown[] => {
    const rename = taken.get(change);
    const old = rename && gone.find(({ path }) => path === rename.from);
    if (rename) return [{ ...change, before: old?.before, rename }];
    return change.after || left.has(change) ? [change] : [];
  });
}

/** Two names as `--stat` shows them: `src/{a => b}/c.ts`. */
export function movedName(from: string, to: string): string {
  const [old, now] = [from.split("/"), to.split("/")];
  let head = 0;
  while (head < old.length - 1 && head < now.length - 1 && old[head] === now[head]) head += 1;
  let tail = 0;
  while (tail < Math.min(old.length, now.length) - head && old.at(-1 - tail) === now.at(-1 - tail)) tail += 1;
  const isQuoted = quotedPath(from) !== from || quotedPath(to) !== to;
  if (isQuoted || (head === 0 && tail === 0)) return `${quotedPath(from)} => ${quotedPath(to)}`;
  const middle = (parts: readonly string[]) => parts.slice(head, parts.length - tail).join("/");
  const [start, end] = [old.slice(0, head), tail === 0 ? [] : old.slice(-tail)];
  return [...start, `{${middle(old)} => ${middle(now)}}`, ...end].join("/");
}
