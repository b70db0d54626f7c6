import type { FilePatch } from "./patch-file";
import { faultOf } from "./whitespace-check";

const shown = 5;

export interface WhitespaceFaults {
  readonly count: number;
  /** What is said of the first of them. */
  readonly text: string;
}

/** Lines that a patch adds with blanks where none should be. `name`: of the patch's file. */
export function whitespaceFaults(name: string, patches: readonly FilePatch[]): WhitespaceFaults {
  const said: string[] = [];
  for (const { hunks } of patches)
    for (const { lines, line } of hunks)
      for (const [at, { mark, text }] of lines.entries()) {
        const fault = mark === "+" ? faultOf(text) : undefined;
        if (fault !== undefined)
          said.push(`${name}:${line + at}: ${fault}.\n${Buffer.from(text, "latin1").toString("utf8")}\n`);
      }
  return { count: said.length, text: said.slice(0, shown).join("") };
}

/** What is said beside it of lines that put empty ones at the end of a file. */
export function blankEndFaults(name: string, lines: readonly number[], said: number): WhitespaceFaults {
  const all = lines.map((line) => `${name}:${line}: new blank line at EOF.\n+\n`);
  return { count: all.length, text: all.slice(0, Math.max(0, shown - said)).join("") };
}

/** What is said in the end: of those that were too many, and how many there are. */
export function faultsTold(count: number, word: "warning" | "error", isMended: boolean): string {
  const lines = (number: number) => `${number} line${number === 1 ? "" : "s"}`;
  const more = count - shown;
  const rest = more > 0 ? `warning: squelched ${more} whitespace error${more === 1 ? "" : "s"}\n` : "";
  if (isMended) return `${rest}warning: ${lines(count)} applied after fixing whitespace errors.\n`;
  return `${rest}${word}: ${lines(count)} add${count === 1 ? "s" : ""} whitespace errors.\n`;
}

/** The same patches without blanks at the ends of what they add. */
export const mended = (patches: readonly FilePatch[]): readonly FilePatch[] =>
  patches.map((patch) => ({
    ...patch,
    hunks: patch.hunks.map((hunk) => ({
      ...hunk,
      lines: hunk.lines.map((line) => (line.mark === "+" ? { ...line, text: withoutFaults(line.text) } : line)),
    })),
  }));

function withoutFaults(text: string): string {
  const indent = /^[ \t]*/u.exec(text)?.[0] ?? "";
  const lastTab = indent.lastIndexOf("\t");
  if (lastTab < 0 || !/ \t/u.test(indent)) return text.replace(/[ \t\r]+$/u, "");
  let column = 0;
  for (const sign of indent.slice(0, lastTab + 1)) column = sign === "\t" ? column + 8 - (column % 8) : column + 1;
  return ("\t".repeat(Math.trunc(column / 8)) + text.slice(lastTab + 1)).replace(/[ \t\r]+$/u, "");
}
