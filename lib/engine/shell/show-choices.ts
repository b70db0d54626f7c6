import { getStringWidth } from "../text/string-width";

/** What is before the last slash is known to who typed it. */
const shown = (choice: string): string => choice.trimEnd().replace(/^.*\/(?=[^/])/, "");

/** Choices in columns, down and then across, as `ls` has them. */
export function showChoices(choices: readonly string[], columns: number): string {
  const names = choices.map(shown);
  const width = Math.max(...names.map((name) => getStringWidth(name))) + 2;
  const across = Math.max(1, Math.floor(columns / width));
  const rows = Math.ceil(names.length / across);
  const lines = Array.from({ length: rows }, (_, row) =>
    names
      .filter((_name, at) => at % rows === row)
      .map((name) => name + " ".repeat(width - getStringWidth(name)))
      .join("")
      .trimEnd(),
  );
  return `${lines.join("\n")}\n`;
}
