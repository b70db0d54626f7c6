import { perlPattern } from "../pattern/perl";
import { PatternError } from "../pattern/rules";
import { asWord, rustPattern, RustPatternError } from "../pattern/rust";
import type { Settings } from "./settings";

/** Where the pattern fits: from, to, and what its groups hold. */
export interface Fit {
  readonly from: number;
  readonly to: number;
  readonly groups: RegExpExecArray;
}

export interface Matcher {
  /** The first place from `at` on; undefined where there is none. */
  readonly next: (text: string, at: number) => Fit | undefined;
  /** All places. */
  readonly all: (text: string) => readonly Fit[];
}

const quoted = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|]/gu, String.raw`\$&`);

/** The complaint of a pattern as Rust's library draws it. */
function drawn(pattern: string, { message, from, to }: RustPatternError): string {
  const place = " ".repeat(from) + "^".repeat(Math.max(1, to - from));
  const hint = /look-around|backreferences/u.test(message)
    ? "\n\nConsider enabling PCRE2 with the --pcre2 flag, which can handle backreferences\nand look-around."
    : "";
  return `regex parse error:\n    ${pattern}\n    ${place}\nerror: ${message}${hint}`;
}

const noLineEnds = String.raw`the literal '"\n"' is not allowed in a regex

Consider enabling multiline mode with the --multiline flag (or -U for short).
When multiline mode is enabled, new line characters can be matched.`;

function wrapped(text: string, { has }: Settings): string {
  if (has("x")) return String.raw`(?<![^\n])(?:${text})(?![^\n])`;
  return has("w") ? asWord(text) : text;
}

function fromRust(patterns: readonly string[], settings: Settings): RegExp {
  const { has, ignoreCase } = settings;
  const whole = patterns.length === 1 ? (patterns[0] ?? "") : patterns.map((each) => `(?:${each})`).join("|");
  try {
    const read = rustPattern(whole, { ignoreCase, dotAll: has("multiline-dotall") });
    const end = has("crlf") ? read.text.replaceAll(String.raw`(?![^\n])`, String.raw`(?=\r?\n|\r?(?![^]))`) : read.text;
    return new RegExp(wrapped(end, settings), `gv${read.ignoreCase ? "i" : ""}`);
  } catch (error) {
    if (error instanceof RustPatternError) throw new PatternError(drawn(whole, error));
    if (error instanceof SyntaxError)
      throw new PatternError(`regex parse error:\n    ${whole}\nerror: ${error.message}`);
    throw error;
  }
}

function fromPerl(patterns: readonly string[], settings: Settings): RegExp {
  const flags = `gm${settings.ignoreCase ? "i" : ""}${settings.has("multiline-dotall") ? "s" : ""}`;
  const regex = perlPattern(patterns.map((each) => (patterns.length === 1 ? each : `(?:${each})`)).join("|"), flags);
  return new RegExp(wrapped(regex.source, settings), regex.flags.includes("u") ? regex.flags : `${regex.flags}u`);
}

function expression(settings: Settings): RegExp {
  const { has, patterns } = settings;
  const hasLineEnd = patterns.some((each) =>
    has("F") ? each.includes("\n") : /(?:^|[^\\])(?:\\\\)*\\n|\n/u.test(each),
  );
  if (hasLineEnd && !has("U")) throw new PatternError(noLineEnds);
  if (has("P") || settings.value("engine") === "pcre2")
    return fromPerl(has("F") ? patterns.map(quoted) : patterns, settings);
  return fromRust(has("F") ? patterns.map(quoted) : patterns, settings);
}

/** Nothing, where there is no pattern at all. */
const never = /(?!)/gu;

/** What the patterns say of a text. */
export function createMatcher(settings: Settings): Matcher {
  const regex = settings.patterns.length === 0 ? never : expression(settings);
  const next = (text: string, at: number): Fit | undefined => {
    regex.lastIndex = at;
    const groups = regex.exec(text);
    return groups === null ? undefined : { from: groups.index, to: groups.index + groups[0].length, groups };
  };
  const all = (text: string): readonly Fit[] => {
    const found: Fit[] = [];
    for (let fit = next(text, 0); fit !== undefined;) {
      found.push(fit);
      fit =
        fit.to >= text.length && fit.to > fit.from
          ? undefined
          : next(text, fit.to > fit.from ? fit.to : step(text, fit.to));
      if (fit !== undefined && fit.from > text.length) break;
    }
    // What is empty at the very end of the one before is none of its own.
    return found.filter((fit, at) => fit.to > fit.from || fit.from !== found[at - 1]?.to);
  };
  return { next, all };
}

const step = (text: string, at: number): number => at + ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);
