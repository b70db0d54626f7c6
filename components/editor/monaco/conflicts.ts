/** Both sides of a place where a merge didn't know which one to take. Lines are counted from 1, marks included. */
export interface Conflict {
  readonly first: number;
  readonly last: number;
  readonly ours: readonly string[];
  readonly theirs: readonly string[];
}

export type ConflictChoice = "ours" | "theirs" | "both";

/** The marks as Git writes them; the part after `|||||||` is what both sides began with. */
const marks = { begin: /^<{7}(?: |$)/u, base: /^\|{7}(?: |$)/u, middle: /^={7}$/u, end: /^>{7}(?: |$)/u };

/** Every whole conflict in a text. Marks that don't belong together are text like any other. */
export function conflictsIn(lines: readonly string[]): readonly Conflict[] {
  const found: Conflict[] = [];
  let begin = -1;
  let oursEnd = -1;
  let middle = -1;
  for (const [at, line] of lines.entries()) {
    if (marks.begin.test(line)) [begin, oursEnd, middle] = [at, -1, -1];
    else if (begin < 0) continue;
    else if (marks.base.test(line) && oursEnd < 0 && middle < 0) oursEnd = at;
    else if (marks.middle.test(line) && middle < 0) middle = at;
    else if (marks.end.test(line) && middle >= 0) {
      const ours = lines.slice(begin + 1, oursEnd < 0 ? middle : oursEnd);
      found.push({ first: begin + 1, last: at + 1, ours, theirs: lines.slice(middle + 1, at) });
      begin = -1;
    }
  }
  return found;
}

export function linesOf({ ours, theirs }: Conflict, choice: ConflictChoice): readonly string[] {
  if (choice === "both") return [...ours, ...theirs];
  return choice === "ours" ? ours : theirs;
}
