const controls: Readonly<Record<string, string>> = {
  "\n": "\\n",
  "\t": "\\t",
  "\r": "\\r",
  "\x1b": "\\E",
  "\x07": "\\a",
  "\b": "\\b",
};

const isControl = (sign: string): boolean => sign < " " || sign === "\x7f";

function escaped(sign: string): string {
  if (sign === "\\" || sign === "'") return `\\${sign}`;
  if (!isControl(sign)) return sign;
  return controls[sign] ?? `\\${(sign.codePointAt(0) ?? 0).toString(8).padStart(3, "0")}`;
}

const ansi = (text: string): string => `$'${text.split("").map(escaped).join("")}'`;

const hasControl = (text: string): boolean => text.split("").some(isControl);

/** As `${x@Q}` and `set` write it: quotes around all of it. */
export const singleQuoted = (text: string): string =>
  hasControl(text) ? ansi(text) : `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** As `printf %q` writes it: a backslash before each sign that needs one. */
export function backslashed(text: string): string {
  if (text === "") return "''";
  if (hasControl(text)) return ansi(text);
  return text.replace(/[^\w@%+=:,./\u0080-\u{10ffff}-]|^[~#]/gu, String.raw`\$&`);
}

/** As `declare -p` writes a value. */
export const doubleQuoted = (text: string): string =>
  hasControl(text) ? ansi(text) : `"${text.replace(/[\\"$`]/g, String.raw`\$&`)}"`;
