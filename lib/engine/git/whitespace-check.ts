import type { Hunk } from "./hunks";

const marker = /^(?:<{7}|>{7}|={7}|\|{7})(?: |$)/u;

/** What `git diff --check` says of the lines that are new: blanks at their end, and marks of a conflict. */
export function faultsIn(path: string, hunks: readonly Hunk[]): string {
  let text = "";
  for (const { newStart, lines } of hunks) {
    let number = newStart;
    for (const { mark, text: line } of lines) {
      if (mark === "+" && marker.test(line)) text += `${path}:${number}: leftover conflict marker\n`;
      else if (mark === "+" && faultOf(line) !== undefined) text += `${path}:${number}: ${faultOf(line)}.\n+${line}\n`;
      if (mark === "+" || mark === " ") number += 1;
    }
  }
  return text;
}

const blanksAtEnd = (lines: readonly string[]): number =>
  lines.length - 1 - lines.findLastIndex((line) => line.trim() !== "");

/** From which line on a text ends in empty lines, if it has more of them than before. */
export function newBlankEnd(before: readonly string[], after: readonly string[]): number | undefined {
  const count = blanksAtEnd(after);
  return count > blanksAtEnd(before) ? after.length - count + 1 : undefined;
}

/** What is wrong with a new line's blanks. */
export function faultOf(line: string): string | undefined {
  if (/[ \t\r]$/u.test(line)) return "trailing whitespace";
  return /^\t* +\t/u.test(line) ? "space before tab in indent" : undefined;
}
