const escapes: Readonly<Record<string, string>> = {
  a: "\x07",
  b: "\b",
  e: "\x1b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
  "\\": "\\",
};

/** Backslash escapes as `echo -e` and `printf` know them; `\c` ends the text. */
export function unescaped(text: string): { readonly text: string; readonly ended: boolean } {
  const end = /(?:^|[^\\])(?:\\\\)*(\\c)/.exec(text);
  const kept = end === null ? text : text.slice(0, end.index + end[0].length - 2);
  const made = kept.replace(
    /\\(?:x([\da-fA-F]{1,2})|u([\da-fA-F]{1,4})|0?([0-7]{1,3})|([abefnrtv\\]))/g,
    (...found) => {
      const [, hex, unicode, octal, letter] = found as (string | undefined)[];
      if (letter !== undefined) return escapes[letter] ?? "";
      return String.fromCodePoint(Number.parseInt(hex ?? unicode ?? octal ?? "0", octal === undefined ? 16 : 8));
    },
  );
  return { text: made, ended: end !== null };
}
