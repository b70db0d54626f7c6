import { splitScore, type Score } from "./split-score";

/** The lines of one side, and which of them differ from the other's. */
export interface Side {
  readonly lines: readonly string[];
  readonly changed: Uint8Array;
}

/** A run of changed lines, which may be empty: each unchanged line ends one. */
class Group {
  start = 0;
  end = 0;

  constructor(readonly side: Side) {
    this.#grow();
  }

  get size(): number {
    return this.end - this.start;
  }

  #grow(): void {
    while (this.side.changed[this.end] === 1) this.end += 1;
  }

  next(): boolean {
    if (this.end === this.side.lines.length) return false;
    this.start = this.end + 1;
    this.end = this.start;
    this.#grow();
    return true;
  }

  previous(): void {
    this.end = this.start - 1;
    this.start = this.end;
    while (this.side.changed[this.start - 1] === 1) this.start -= 1;
  }

  /** Takes in the line above for the last one, if they are the same; groups that then touch become one. */
  slideUp(): boolean {
    const { lines, changed } = this.side;
    if (this.start === 0 || lines[this.start - 1] !== lines[this.end - 1]) return false;
    changed[--this.start] = 1;
    changed[--this.end] = 0;
    while (changed[this.start - 1] === 1) this.start -= 1;
    return true;
  }

  slideDown(): boolean {
    const { lines, changed } = this.side;
    if (this.end >= lines.length || lines[this.start] !== lines[this.end]) return false;
    changed[this.start++] = 0;
    changed[this.end++] = 1;
    this.#grow();
    return true;
  }
}

/**
 * Moves changes that may stand in several places to where a reader expects them, as git's xdiff does: beside a change of
 * the other side, else, by the lines' indents, where a block begins and ends, else as far down as they go.
 */
export function slideGroups(side: Side, other: Side, byIndent: boolean): void {
  const group = new Group(side);
  const mate = new Group(other);
  do {
    if (group.size > 0) place(group, mate, byIndent);
  } while (group.next() && mate.next());
}

function place(group: Group, mate: Group, byIndent: boolean): void {
  const { earliest, beside } = slideOverAll(group, mate);
  if (group.end === earliest) return;
  if (beside >= 0) while (mate.size === 0) up(group, mate);
  else if (byIndent) {
    const best = bestEnd(group, earliest);
    while (group.end > best) up(group, mate);
  }
}

/** Slides up as far as it goes, then down; answers the highest end, and the last one beside a change of the other side. */
function slideOverAll(group: Group, mate: Group): { readonly earliest: number; readonly beside: number } {
  for (;;) {
    const { size } = group;
    let beside = -1;
    while (group.slideUp()) mate.previous();
    const earliest = group.end;
    if (mate.size > 0) beside = group.end;
    while (group.slideDown()) {
      mate.next();
      if (mate.size > 0) beside = group.end;
    }
    if (size === group.size) return { earliest, beside };
  }
}

function up(group: Group, mate: Group): void {
  group.slideUp();
  mate.previous();
}

const furthest = 100;

function bestEnd({ side, end, size }: Group, earliest: number): number {
  let best = end;
  let bestScore: Score | undefined;
  for (let at = Math.max(earliest, end - size - 1, end - furthest); at <= end; at++) {
    const score = splitScore(side.lines, [at, at - size]);
    if (bestScore && isWorse(score, bestScore)) continue;
    best = at;
    bestScore = score;
  }
  return best;
}

const indentWeight = 60;

const isWorse = (a: Score, b: Score): boolean =>
  indentWeight * Math.sign(a.indent - b.indent) + (a.penalty - b.penalty) > 0;
