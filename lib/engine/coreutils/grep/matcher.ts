import { perlPattern } from "../pattern/perl";
import { posixPattern } from "../pattern/posix";
import type { GrepSettings } from "./settings";

/** Where a line fits: from, and where it ends. */
export type Fit = readonly [from: number, to: number];

export interface Matcher {
  readonly fits: (line: string) => boolean;
  readonly all: (line: string) => Iterable<Fit>;
}

const word = /[\p{L}\p{N}_]/u;

/** No sign of a word stands before or behind. */
const isWord = (line: string, [from, to]: Fit): boolean =>
  !(from > 0 && word.test(line[from - 1] ?? "")) && !(to < line.length && word.test(line[to] ?? ""));

const quoted = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/gu, String.raw`\$&`);

function expression(pattern: string, { dialect, has }: GrepSettings): RegExp {
  const ignoreCase = has("i") || has("y");
  if (dialect === "fixed")
    return new RegExp(quoted(pattern).replaceAll(String.raw`\-`, "-"), `gu${ignoreCase ? "i" : ""}`);
  if (dialect === "perl") return perlPattern(pattern, `g${ignoreCase ? "i" : ""}`);
  return posixPattern(pattern, { dialect, bracketEscapes: "none", ignoreCase, global: true });
}

/** The places where an expression fits, without those that `-w` and `-x` refuse. */
function* fitsOf(line: string, regex: RegExp, settings: GrepSettings): Iterable<Fit> {
  for (regex.lastIndex = 0; regex.lastIndex <= line.length;) {
    const found = regex.exec(line);
    if (found === null) return;
    const end = found.index + found[0].length;
    const fit = allowed(line, regex, [found.index, end], settings);
    if (fit) yield fit;
    regex.lastIndex = Math.max(found.index + 1, fit?.[1] ?? 0);
  }
}

function allowed(line: string, regex: RegExp, fit: Fit, { has }: GrepSettings): Fit | undefined {
  if (has("x") && (fit[0] > 0 || fit[1] < line.length)) return undefined;
  return has("w") && !isWord(line, fit) ? shorter(line, regex, fit) : fit;
}

/** A shorter text from the same place that is a word, as grep tries them. */
function shorter(line: string, regex: RegExp, [from, to]: Fit): Fit | undefined {
  for (let end = to - 1; end > from; end--) {
    regex.lastIndex = from;
    const found = regex.exec(line.slice(0, end));
    if (found?.index !== from) continue;
    const fit: Fit = [from, from + found[0].length];
    if (isWord(line, fit)) return fit;
  }
  return undefined;
}

/** `-x` asks whether the whole line can fit, not what fits first. */
const whole = (regex: RegExp): RegExp => new RegExp(`^(?:${regex.source})$`, regex.flags);

/** What the patterns say of a line. */
export function createMatcher(patterns: readonly string[], settings: GrepSettings): Matcher {
  const made = patterns.map((pattern) => expression(pattern, settings));
  const expressions = settings.has("x") ? made.map(whole) : made;
  const isPlain = !settings.has("w");
  const fits = (line: string): boolean =>
    expressions.some((regex) => {
      regex.lastIndex = 0;
      return isPlain ? regex.test(line) : !(fitsOf(line, regex, settings)[Symbol.iterator]().next().done ?? true);
    });
  return { fits, all: (line) => merged(expressions.map((regex) => Array.from(fitsOf(line, regex, settings)))) };
}

/** The first and longest first; what lies in one that was taken is left out. */
function merged(lists: readonly (readonly Fit[])[]): readonly Fit[] {
  if (lists.length === 1) return lists[0] ?? [];
  const taken: Fit[] = [];
  for (const fit of lists.flat().toSorted(([from, to], [other, end]) => from - other || end - to))
    if (fit[0] >= (taken.at(-1)?.[1] ?? 0)) taken.push(fit);
  return taken;
}
