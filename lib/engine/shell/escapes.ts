const escapes: Readonly<Record<string, string>> = {
  a: "\x07",
  b: "\b",
  e: "\x1b",
  E: "\x1b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
  "\\": "\\",
};

const any =
  /\\(?:x([\da-fA-F]{1,2})|u([\da-fA-F]{1,4})|U([\da-fA-F]{1,8})|(0[0-7]{0,3}|[1-7][0-7]{0,2})|([abeEfnrtv\\c]))/g;

interface OctalRule {
  /** `\0` may have three digits behind it, as in `%b`. */
  readonly zeroAllowed: boolean;
  /** Without a zero it is no escape, as in `echo -e`. */
  readonly zeroNeeded: boolean;
}

function octalText(octal: string, { zeroAllowed, zeroNeeded }: OctalRule): string {
  if (zeroNeeded && !octal.startsWith("0")) return `\\${octal}`;
  const digits = zeroAllowed ? octal : octal.slice(0, 3);
  return String.fromCodePoint(Number.parseInt(digits, 8) & 255) + octal.slice(digits.length);
}

/** Backslash escapes as `printf`, `%b` and `echo -e` know them; `\c` ends the text. */
export function unescaped(
  text: string,
  zeroAllowed = false,
  zeroNeeded = false,
): { readonly text: string; readonly ended: boolean } {
  let [made, at] = ["", 0];
  for (const found of text.matchAll(any)) {
    const [all, hex, unicode, long, octal, letter] = found;
    made += text.slice(at, found.index);
    at = found.index + all.length;
    if (letter === "c") return { text: made, ended: true };
    if (octal !== undefined) made += octalText(octal, { zeroAllowed, zeroNeeded });
    else if (letter === undefined) made += String.fromCodePoint(Number.parseInt(hex ?? unicode ?? long ?? "0", 16));
    else made += escapes[letter] ?? "";
  }
  return { text: made + text.slice(at), ended: false };
}
