import { byPlace, type Edit } from "@/lib/engine/modules/edits";

/**
 * Where edits have moved what stands after them on its line, so that stack traces can name the columns of the source. Five
 * numbers each: line, column and length in the edited text, column and length in the source. Columns count from 0.
 */
export type MovedColumns = readonly number[];

const fields = 5;

/** No edit adds or removes a line. */
export function movedColumns(source: string, edits: readonly Edit[]): MovedColumns {
  const moves: number[] = [];
  let [line, lineStart, lineFrom] = [1, 0, 0];
  /** How far ahead of the source the edited text is. */
  let ahead = 0;
  let at = 0;
  const pass = (end: number): void => {
    for (let next = source.indexOf("\n", at); next >= 0 && next < end; next = source.indexOf("\n", next + 1)) {
      line += 1;
      lineStart = next + 1;
      lineFrom = next + 1 + ahead;
    }
    at = Math.max(at, end);
  };
  for (const { start: begin, end: wanted, text } of [...edits].sort(byPlace)) {
    // What an earlier edit has taken out can't be taken out again.
    const [start, end] = [Math.max(begin, at), Math.max(wanted, at)];
    pass(start);
    const width = text.length - (end - start);
    const last = text.lastIndexOf("\n");
    // A call of what stands in parentheses is where its arguments begin, V8 says.
    const beyond = text.endsWith(")") ? 1 : 0;
    if (last < 0 && width !== 0)
      moves.push(line, start + ahead - lineFrom, text.length + beyond, start - lineStart, end - start + beyond);
    if (last >= 0) {
      line += text.split("\n").length - 1;
      lineStart = source.lastIndexOf("\n", end - 1) + 1;
      lineFrom = start + ahead + last + 1;
      moves.push(line, 0, text.length - last - 1, 0, end - lineStart);
    }
    at = end;
    ahead += width;
  }
  return moves;
}

/** The source's column of a place in the edited text. Within what an edit has put there it's the place of the edit. */
export function sourceColumn(moves: MovedColumns, line: number, column: number): number {
  let found = column;
  for (let index = lowerBound(moves, line); moves[index] === line; index += fields) {
    const [start = 0, length = 0, from = 0, was = 0] = moves.slice(index + 1, index + fields);
    if (start > column) break;
    found = column < start + length ? from : from + was + column - start - length;
  }
  return found;
}

/** The first move of this line or a later one. */
function lowerBound(moves: MovedColumns, line: number): number {
  let [low, high] = [0, moves.length / fields];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((moves[middle * fields] ?? 0) < line) low = middle + 1;
    else high = middle;
  }
  return low * fields;
}
