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

/** Backslash escapes as `printf` and, with the zero that they need there, `echo -e` and `%b` know them; `\c` ends the text. */
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
    if (letter !== undefined) made += escapes[letter] ?? "";
    else if (zeroNeeded && octal?.startsWith("0") === false) made += all;
    else if (octal === undefined) made += String.fromCodePoint(Number.parseInt(hex ?? unicode ?? long ?? "0", 16));
    else {
      const digits = zeroAllowed ? octal : octal.slice(0, 3);
      made += String.fromCodePoint(Number.parseInt(digits, 8) & 255) + octal.slice(digits.length);
    }
  }
  return { text: made + text.slice(at), ended: false };
}
