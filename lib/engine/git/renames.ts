import type { Change } from "./changes";
import { quotedPath } from "./quoted-path";

/** A file that was moved, with how much of it stayed: 100 is all. */
export interface Rename {
  readonly from: string;
  readonly similarity: number;
  /** The old one stays. */
  readonly isCopy?: boolean;
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

/** Bytes that went or came between two contents, piece by piece. */
export function movedBytes(before: Uint8Array, after: Uint8Array): number {
  const now = piecesOf(after);
  let copied = 0;
  for (const [piece, count] of piecesOf(before)) copied += Math.min(count, now.get(piece) ?? 0);
  return before.length - copied + (after.length - copied);
}

const baseOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1);

type Contents = (change: Change) => Promise<{ readonly before: Uint8Array; readonly after: Uint8Array }>;

interface Pair {
  readonly from: Change;
  readonly to: Change;
  readonly score: number;
  readonly isNamesake: boolean;
}

async function pairsOf(olds: readonly Change[], come: readonly Change[], contents: Contents): Promise<readonly Pair[]> {
  const before = await Promise.all(olds.map(async (change) => (await contents(change)).before));
  const after = await Promise.all(come.map(async (change) => (await contents(change)).after));
  return come.flatMap((to, at) =>
    olds.map((from, index) => {
      const same = from.before?.oid === to.after?.oid;
      const score = same ? 100 : similarity(before[index] ?? new Uint8Array(), after[at] ?? new Uint8Array());
      return { from, to, score, isNamesake: baseOf(from.path) === baseOf(to.path) };
    }),
  );
}

/** Joins what went and what came where it is the same file, by content; with `copies` also with files that changed. */
export async function withRenames(
  changes: readonly Change[],
  contents: Contents,
  atLeast = least,
  copies = false,
): Promise<readonly Shown[]> {
  const gone = changes.filter(({ before, after }) => before && (copies || !after));
  const come = changes.filter(({ before }) => !before);
  if (gone.length === 0 || come.length === 0 || gone.length * come.length > mostPairs) return changes;
  const pairs = await pairsOf(gone, come, contents);
  const taken = new Map<Change, { readonly from: Change; readonly score: number }>();
  const used = new Set<Change>();
  const order = pairs
    .filter(({ score }) => score >= atLeast)
    .toSorted((a, b) => b.score - a.score || Number(b.isNamesake) - Number(a.isNamesake));
  for (const { from, to, score } of order) {
    if (taken.has(to) || (used.has(from) && !copies)) continue;
    used.add(from);
    taken.set(to, { from, score });
  }
  const sources = lastTakers(changes, taken);
  return changes.flatMap((change): Shown[] => {
    const found = taken.get(change);
    if (!found) return change.after || !used.has(change) ? [change] : [];
    const isCopy = found.from.after !== undefined || sources.get(found.from) !== change;
    const rename = { from: found.from.path, similarity: found.score, ...(isCopy && { isCopy }) };
    return [{ ...change, before: found.from.before, rename }];
  });
}

/** Of several that were made of one file that is gone the last has moved, the others are copies. */
function lastTakers(
  changes: readonly Change[],
  taken: ReadonlyMap<Change, { readonly from: Change }>,
): ReadonlyMap<Change, Change> {
  const last = new Map<Change, Change>();
  for (const change of changes) {
    const found = taken.get(change);
    if (found) last.set(found.from, change);
  }
  return last;
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
