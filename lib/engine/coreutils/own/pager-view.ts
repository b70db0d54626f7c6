import { getStringWidth } from "../../text/string-width";

const colour = new RegExp(String.raw`\x1b\[[\d;]*m`, "g");

export const widthOf = (text: string): number => getStringWidth(text.replace(colour, ""));

/** Tabs as spaces, and what isn't printable as it is shown. */
function printable(line: string, keepsColour: boolean): string {
  let column = 0;
  let made = "";
  for (const [part] of line.matchAll(new RegExp(String.raw`\x1b\[[\d;]*m|[^]`, "gu"))) {
    if (part.length > 1 && part.startsWith("\x1b")) {
      made += keepsColour ? part : part.replace("\x1b", "ESC");
      continue;
    }
    const code = part.codePointAt(0) ?? 0;
    const shown =
      part === "\t"
        ? " ".repeat(8 - (column % 8))
        : code < 32 || code === 127
          ? `^${String.fromCodePoint(code ^ 64)}`
          : part;
    made += shown;
    column += widthOf(shown);
  }
  return made;
}

/** The rows that a line takes on a screen of that width. */
export function rowsOf(line: string, columns: number, chops: boolean): string[] {
  const text = printable(line, true);
  const rows: string[] = [];
  let row = "";
  let used = 0;
  for (const [part] of text.matchAll(new RegExp(String.raw`\x1b\[[\d;]*m|[^]`, "gu"))) {
    const width = part.startsWith("\x1b") ? 0 : widthOf(part);
    if (used + width > columns) {
      if (chops) break;
      rows.push(row);
      row = "";
      used = 0;
    }
    row += part;
    used += width;
  }
  rows.push(row);
  return rows;
}

/** Shows what was looked for in reverse. */
export function marked(row: string, pattern: RegExp | undefined): string {
  if (pattern === undefined || row.includes("\x1b")) return row;
  return row.replace(new RegExp(pattern.source, `${pattern.flags.replace("g", "")}g`), (found) =>
    found === "" ? "" : `\x1b[7m${found}\x1b[27m`,
  );
}
