import { PatternError } from "./rules";

const classes: Readonly<Record<string, string>> = {
  alpha: "a-zA-Z",
  digit: "0-9",
  alnum: "a-zA-Z0-9",
  upper: "A-Z",
  lower: "a-z",
  space: String.raw`\s`,
  blank: String.raw` \t`,
  punct: String.raw`!-\/:-@\[-\x60\{-~`,
  xdigit: "0-9A-Fa-f",
  word: String.raw`\w`,
};

/** Perl's signs that JavaScript writes in another way. */
const rewrites: readonly (readonly [RegExp, string])[] = [
  [/\\A/gu, "^"],
  [/\\[zZ]/gu, "$"],
  [/\\h/gu, String.raw`[ \t]`],
  [/\\R/gu, String.raw`(?:\r\n|\n|\r)`],
  [/\(\?P</gu, "(?<"],
  [/\(\?P=(\w+)\)/gu, String.raw`\k<$1>`],
  [/\\x\{([0-9a-fA-F]+)\}/gu, String.raw`\u{$1}`],
];

function translated(source: string): string {
  const quotedOut = source.replace(/\\Q(.*?)(?:\\E|$)/gsu, (_, text: string) =>
    text.replace(/[\\^$.*+?()[\]{}|/]/gu, String.raw`\$&`),
  );
  const classed = quotedOut.replace(/\[:(\w+):\]/gu, (whole, name: string) => classes[name] ?? whole);
  const plain = rewrites.reduce((text, [from, to]) => text.replace(from, to), classed);
  const kept = plain.indexOf(String.raw`\K`);
  return kept === -1 ? plain : `(?<=${plain.slice(0, kept)})${plain.slice(kept + 2)}`;
}

/** A pattern of Perl's as far as JavaScript has the like. */
export function perlPattern(source: string, given: string): RegExp {
  const [, inline = "", rest = source] = /^\(\?([ims]+)\)([^]*)$/u.exec(source) ?? [];
  const flags = Array.from(new Set(`${given}${inline}`)).join("");
  const text = translated(rest);
  try {
    return new RegExp(text, `${flags}u`);
  } catch {
    try {
      // Perl takes a backslash before any sign; without `u` JavaScript does so too.
      return new RegExp(text, flags);
    } catch (error) {
      throw new PatternError(error instanceof Error ? error.message : "invalid pattern");
    }
  }
}
