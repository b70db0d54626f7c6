import { bytesOf } from "../lines/bytes-text";

const names: Readonly<Record<number, string>> = {
  7: String.raw`\a`,
  8: String.raw`\b`,
  9: String.raw`\t`,
  10: String.raw`\n`,
  11: String.raw`\v`,
  12: String.raw`\f`,
  13: String.raw`\r`,
  92: "\\\\",
};

/** What `l` shows: no sign is hidden, long lines are folded, `$` marks the end. */
export function listed(text: string, width: number): string {
  const pieces = Array.from(text).flatMap((sign) => {
    const code = sign.codePointAt(0) ?? 0;
    if (names[code] !== undefined) return [names[code]];
    if (code >= 32 && code < 127) return [sign];
    return Array.from(bytesOf(sign), (byte) => `\\${byte.toString(8).padStart(3, "0")}`);
  });
  if (width <= 1) return `${pieces.join("")}$`;
  let done = "";
  let line = "";
  for (const piece of pieces) {
    if (line.length + piece.length > width - 1) {
      done += `${line}\\\n`;
      line = "";
    }
    line += piece;
  }
  return `${done}${line}$`;
}
