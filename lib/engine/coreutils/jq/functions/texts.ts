import { split } from "../operators";
import { fail, JqError, shown } from "../faults";
import { isArray, isObject, type Json } from "../values";
import type { Plain } from "./plain";

const text = (value: Json, words: string): string => (typeof value === "string" ? value : fail(words));

const cased =
  (change: (given: string) => string): Plain =>
  (value) =>
    text(value, "explode input must be a string").replace(/[A-Za-z]+/gu, change);

const signOf = (code: number): string =>
  Number.isInteger(code) && code >= 0 && code <= 0x10ffff
    ? String.fromCodePoint(code).toWellFormed()
    : fail("Invalid codepoint literal");

function implode(value: Json): Json {
  if (!isArray(value)) return fail("implode input must be an array");
  return value
    .map((code) =>
      typeof code === "number"
        ? signOf(code)
        : fail(`${shown(code)} can't be imploded, unicode codepoint needs to be numeric`),
    )
    .join("");
}

const trimmed =
  (change: (given: string) => string): Plain =>
  (value) =>
    change(text(value, `${shown(value)} cannot be trimmed`));

const without =
  (atStart: boolean): Plain =>
  (value, part) => {
    if (typeof value !== "string" || typeof part !== "string" || part === "") return value;
    if (atStart) return value.startsWith(part) ? value.slice(part.length) : value;
    return value.endsWith(part) ? value.slice(0, -part.length) : value;
  };

function flagsOf(given: Json): {
  readonly flags: string;
  readonly all: boolean;
  readonly skipEmpty: boolean;
  readonly extended: boolean;
} {
  if (given !== null && typeof given !== "string") return fail(`${shown(given)} is not a string`);
  const letters = given ?? "";
  const wrong = /[^gimnpslx]/u.exec(letters);
  if (wrong !== null) return fail(`${letters} is not a valid modifier string`);
  const dotAll = /[sp]/u.test(letters) ? "s" : "";
  return {
    flags: `dgu${letters.includes("i") ? "i" : ""}${dotAll}`,
    all: letters.includes("g"),
    skipEmpty: letters.includes("n"),
    extended: letters.includes("x"),
  };
}

const posixClasses: Readonly<Record<string, string>> = {
  alpha: String.raw`\p{L}`,
  digit: String.raw`\p{Nd}`,
  alnum: String.raw`\p{L}\p{Nd}`,
  upper: String.raw`\p{Lu}`,
  lower: String.raw`\p{Ll}`,
  space: String.raw`\s`,
  punct: String.raw`\p{P}\p{S}`,
  xdigit: "0-9A-Fa-f",
  blank: String.raw` \t`,
  cntrl: String.raw`\p{Cc}`,
};

/** Oniguruma's way of writing patterns as JavaScript's. */
function translated(pattern: string, extended: boolean): string {
  const spaced = extended
    ? pattern.replace(/\\.|\[(?:\\.|[^\]])*\]|\s+|#.*/gu, (piece) => (/^[\s#]/u.test(piece) ? "" : piece))
    : pattern;
  return spaced
    .replace(/\[:(\^?)(\w+):\]/gu, (whole, not: string, name: string) =>
      not === "" ? (posixClasses[name] ?? whole) : whole,
    )
    .replace(/\\(.)/gsu, (whole, sign: string) => {
      if (sign === "A") return "(?<![^])";
      if (sign === "z") return "(?![^])";
      if (sign === "Z") return String.raw`(?=\n?(?![^]))`;
      if (sign === "h") return "[0-9A-Fa-f]";
      return /[\w^$\\.*+?()[\]{}|/-]/u.test(sign) ? whole : sign;
    })
    .replace(/(?<!\\)\(\?([imx]+)\)/gu, "")
    .replace(/\\-(?![^[]*\])/gu, "-");
}

/** What JavaScript says of a wrong pattern, and what Oniguruma does. */
const reasons: readonly (readonly [RegExp, string])[] = [
  [/Unterminated group/u, "end pattern with unmatched parenthesis"],
  [/Unmatched '\)'/u, "unmatched close parenthesis"],
  [/Unterminated character class/u, "premature end of char-class"],
  [/Nothing to repeat/u, "target of repeat operator is not specified"],
  [/Range out of order/u, "empty range in char class"],
  [/numbers out of order/u, "upper is smaller than lower in repeat range"],
  [/at end of pattern/u, "end pattern at escape"],
  [/Invalid group/u, "undefined group option"],
];

const reasonOf = (said: string): string =>
  reasons.find(([words]) => words.test(said))?.[1] ?? said.replace(/^.*: /u, "");

function compiled(pattern: string, { flags, extended }: ReturnType<typeof flagsOf>): RegExp {
  const source = translated(pattern, extended);
  const inner = /(?<!\\)\(\?([imx]+)\)/u.exec(pattern)?.[1] ?? "";
  try {
    return new RegExp(source, flags.includes("i") || !inner.includes("i") ? flags : `${flags}i`);
  } catch (error) {
    throw new JqError(`Regex failure: ${error instanceof Error ? reasonOf(error.message) : ""}`);
  }
}

const countSigns = (whole: string, until: number): number => Array.from(whole.slice(0, until)).length;

function capture(
  whole: string,
  found: string | undefined,
  place: [number, number] | undefined,
  name: string | undefined,
): Json {
  if (place === undefined)
    return new Map<string, Json>([
      ["offset", -1],
      ["string", null],
      ["length", 0],
      ["name", name ?? null],
    ]);
  return new Map<string, Json>([
    ["offset", countSigns(whole, place[0])],
    ["length", found === undefined ? 0 : Array.from(found).length],
    ["string", found ?? null],
    ["name", name ?? null],
  ]);
}

/** The names of a pattern's groups by their numbers. */
function namesOf(pattern: string): readonly (string | undefined)[] {
  const groups = pattern.matchAll(/\\.|\[(?:\\.|[^\]])*\]|\((?:\?<(?<name>[A-Za-z_]\w*)>|(?!\?))/gsu);
  return Array.from(groups)
    .filter(([piece]) => piece.startsWith("("))
    .map(({ groups: named }) => named?.["name"]);
}

function matchOf(whole: string, found: RegExpExecArray, names: readonly (string | undefined)[]): Json {
  const captures = found.slice(1).map((part, at) => capture(whole, part, found.indices?.[at + 1], names[at]));
  return new Map<string, Json>([
    ["offset", countSigns(whole, found.index)],
    ["length", Array.from(found[0]).length],
    ["string", found[0]],
    ["captures", captures],
  ]);
}

function match(value: Json, given: Json, flags: Json, onlyTest: Json): Json {
  if (isArray(given)) return match(value, given[0] ?? null, given[1] ?? null, onlyTest);
  if (typeof value !== "string") return fail(`${shown(value)} cannot be matched, as it is not a string`);
  if (typeof given !== "string") return fail(`${shown(given)} is not a string`);
  const settings = flagsOf(flags);
  const pattern = compiled(given, settings);
  if (onlyTest === true) return pattern.test(value);
  const names = namesOf(given);
  const found = settings.all ? Array.from(value.matchAll(pattern)) : [pattern.exec(value)];
  return found.flatMap((each) =>
    each === null || (settings.skipEmpty && each[0] === "") ? [] : [matchOf(value, each, names)],
  );
}

const joined = (value: Json): string => {
  if (value === null) return "";
  if (typeof value === "string") return value;
  return isArray(value) || isObject(value) ? "" : String(value);
};

export const textFunctions: Readonly<Record<string, Plain>> = {
  "ascii_downcase/0": cased((word) => word.toLowerCase()),
  "ascii_upcase/0": cased((word) => word.toUpperCase()),
  "explode/0": (value) => Array.from(text(value, "explode input must be a string"), (sign) => sign.codePointAt(0) ?? 0),
  "implode/0": implode,
  "ltrimstr/1": without(true),
  "rtrimstr/1": without(false),
  "trimstr/1": (value, part = null) => without(false)(without(true)(value, part), part),
  "trim/0": trimmed((given) => given.trim()),
  "ltrim/0": trimmed((given) => given.trimStart()),
  "rtrim/0": trimmed((given) => given.trimEnd()),
  "startswith/1": (value, part = null) =>
    typeof value === "string" && typeof part === "string"
      ? value.startsWith(part)
      : fail("startswith() requires string inputs"),
  "endswith/1": (value, part = null) =>
    typeof value === "string" && typeof part === "string"
      ? value.endsWith(part)
      : fail("endswith() requires string inputs"),
  "split/1": (value, separator = null) =>
    typeof value === "string" && typeof separator === "string"
      ? split(value, separator)
      : fail("split input and separator must be strings"),
  "_join/1": (value, separator = null) => (isArray(value) ? value.map(joined).join(joined(separator)) : null),
  "_match/3": (value, pattern = null, flags = null, onlyTest = null) => match(value, pattern, flags, onlyTest),
};
