import { diffArrays } from "diff";

/** Lines `[oldAt, oldAt + oldCount)` became lines `[newAt, newAt + newCount)`; numbers from 0. */
export interface Change {
  readonly oldAt: number;
  readonly oldCount: number;
  readonly newAt: number;
  readonly newCount: number;
}

export interface Comparing {
  /** `-b` */
  readonly blanksAlike: boolean;
  /** `-w` */
  readonly withoutBlanks: boolean;
  /** `-i` */
  readonly lettersAlike: boolean;
  /** `-B` */
  readonly withoutEmpty: boolean;
}

/** Lines keep their ends, so that a last one without one differs from one with it. */
export const linesOf = (text: string): readonly string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

function keyOf(line: string, { blanksAlike, withoutBlanks, lettersAlike }: Comparing): string {
  const spaced = withoutBlanks
    ? line.replace(/\s+/g, "")
    : blanksAlike
      ? line.replace(/[^\S\n]+/g, " ").replace(/ ?\n?$/, "")
      : line;
  return lettersAlike ? spaced.toLowerCase() : spaced;
}

/** A run of changed lines that could stand further down does so, as far as that joins it with the next one or ends. */
function slide(keys: readonly string[], changed: Uint8Array): void {
  for (let start = 0; start < changed.length; start++) {
    if (changed[start] !== 1) continue;
    let end = start;
    while (changed[end] === 1) end++;
    while (end < changed.length && keys[start] === keys[end] && changed[end] !== 1) {
      changed[start++] = 0;
      changed[end++] = 1;
      while (changed[end] === 1) end++;
    }
    start = end;
  }
}

function changesOf(removed: Uint8Array, added: Uint8Array): Change[] {
  const changes: Change[] = [];
  let [at, to] = [0, 0];
  while (at < removed.length || to < added.length) {
    const [oldAt, newAt] = [at, to];
    while (removed[at] === 1) at++;
    while (added[to] === 1) to++;
    if (at > oldAt || to > newAt) changes.push({ oldAt, oldCount: at - oldAt, newAt, newCount: to - newAt });
    else {
      at++;
      to++;
    }
  }
  return changes;
}

/** What turns one list of lines into the other. */
export function changesBetween(before: readonly string[], after: readonly string[], how: Comparing): Change[] {
  const [old, fresh] = [before, after].map((lines) => lines.map((line) => keyOf(line, how))) as [string[], string[]];
  const [removed, added] = [new Uint8Array(old.length), new Uint8Array(fresh.length)];
  let [at, to] = [0, 0];
  for (const { value, removed: isOld, added: isNew } of diffArrays(old, fresh)) {
    if (isOld) removed.fill(1, at, at + value.length);
    if (isNew) added.fill(1, to, to + value.length);
    if (!isNew) at += value.length;
    if (!isOld) to += value.length;
  }
  slide(old, removed);
  slide(fresh, added);
  const all = changesOf(removed, added);
  if (!how.withoutEmpty) return all;
  const isEmpty = (lines: readonly string[], from: number, count: number): boolean =>
    lines.slice(from, from + count).every((line) => line.trim() === "");
  return all.filter(
    ({ oldAt, oldCount, newAt, newCount }) => !isEmpty(before, oldAt, oldCount) || !isEmpty(after, newAt, newCount),
  );
}
