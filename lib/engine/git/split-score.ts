/** How badly a change would begin or end at a line; git's own weights (xdiff's indent heuristic). */
export interface Score {
  readonly indent: number;
  readonly penalty: number;
}

const blanksSeen = 20;
const deepest = 200;

/** Columns before the first sign; -1 for a blank line. */
function indentOf(line: string | undefined): number {
  let column = 0;
  for (const sign of line ?? "") {
    if (sign === " ") column += 1;
    else if (sign === "\t") column += 8 - (column % 8);
    else if (!/\s/u.test(sign)) return column;
    if (column >= deepest) return deepest;
  }
  return -1;
}

interface Neighbour {
  readonly blank: number;
  readonly indent: number;
}

/** Blank lines from here on in one direction, and the indent of what follows them. */
function neighbour(lines: readonly string[], from: number, step: 1 | -1): Neighbour {
  let blank = 0;
  for (let at = from; at >= 0 && at < lines.length; at += step) {
    const indent = indentOf(lines[at]);
    if (indent >= 0) return { blank, indent };
    blank += 1;
    if (blank === blanksSeen) return { blank, indent: 0 };
  }
  return { blank, indent: -1 };
}

export function splitScore(lines: readonly string[], splits: readonly number[]): Score {
  let indent = 0;
  let penalty = 0;
  for (const split of splits) {
    const one = scoreOf(lines, split);
    indent += one.indent;
    penalty += one.penalty;
  }
  return { indent, penalty };
}

function scoreOf(lines: readonly string[], split: number): Score {
  const here = split >= lines.length ? -1 : indentOf(lines[split]);
  const before = neighbour(lines, split - 1, -1);
  const after = neighbour(lines, split + 1, 1);
  const blankAfter = here === -1 ? 1 + after.blank : 0;
  const blanks = before.blank + blankAfter;
  const indent = here === -1 ? after.indent : here;
  const atStart = before.indent === -1 && before.blank === 0 ? 1 : 0;
  const atEnd = split >= lines.length ? 21 : 0;
  return {
    indent,
    penalty: atStart + atEnd - 30 * blanks + 6 * blankAfter + relation(indent, before, after, blanks > 0),
  };
}

function relation(indent: number, before: Neighbour, after: Neighbour, blanks: boolean): number {
  if (indent === -1 || before.indent === -1 || indent === before.indent) return 0;
  if (indent > before.indent) return blanks ? 10 : -4;
  if (after.indent > indent) return blanks ? 17 : 24;
  return blanks ? 17 : 23;
}
