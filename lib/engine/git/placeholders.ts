import type { ReadCommitResult } from "isomorphic-git";
import type { Moment } from "./dates";
import { dateForm, dateText } from "./dates";
import { bracketed, decorationText, type Decoration } from "./decorations";
import { firstLine, short } from "./revision";

export interface Showing {
  readonly names: readonly Decoration[];
  readonly date: (moment: Moment) => string;
  readonly color: boolean;
  /** Of names that are shortened. */
  readonly length?: number;
  /** On which side of `a...b` it stands. */
  readonly mark?: string | undefined;
}

type Field = (result: ReadCommitResult, showing: Showing) => string;

/** The first paragraph of a message, on one line. */
export const subjectOf = (message: string): string =>
  (message.split(/\n\s*\n/u, 1)[0] ?? "").trimEnd().replace(/^\n+/u, "").replaceAll("\n", " ");
export const bodyOf = (message: string): string => {
  const at = message.search(/\n\s*\n/u);
  return at < 0 ? "" : message.slice(at).replace(/^\s*\n/u, "");
};
const dated = (name: string, moment: Moment): string => dateForm(name)?.(moment) ?? "";
export const slug = (text: string): string =>
  text
    .replaceAll(/[^A-Za-z\d._]+/gu, "-")
    .replaceAll(/\.{2,}/gu, ".")
    .replaceAll(/^-+|[-.]+$/gu, "");

/** The fields of a person, by the letter behind `a` or `c`. */
const personFields: Readonly<
  Record<string, (person: ReadCommitResult["commit"]["author"], showing: Showing) => string>
> = {
  n: ({ name }) => name,
  N: ({ name }) => name,
  e: ({ email }) => email,
  E: ({ email }) => email,
  l: ({ email }) => email.split("@")[0] ?? "",
  L: ({ email }) => email.split("@")[0] ?? "",
  d: (person, { date }) => date(person),
  D: (person) => dated("rfc", person),
  r: (person) => dated("relative", person),
  t: ({ timestamp }) => String(timestamp),
  i: (person) => dated("iso", person),
  I: (person) => dated("iso-strict", person),
  s: (person) => dated("short", person),
  h: (person) => dated("human", person),
};

const fields: Readonly<Record<string, Field>> = {
  H: ({ oid }) => oid,
  h: ({ oid }, { length = 7 }) => oid.slice(0, length),
  T: ({ commit }) => commit.tree,
  t: ({ commit }) => short(commit.tree),
  P: ({ commit }) => commit.parent.join(" "),
  p: ({ commit }) => commit.parent.map(short).join(" "),
  s: ({ commit }) => subjectOf(commit.message),
  f: ({ commit }) => slug(firstLine(commit.message.replace(/^\n+/u, ""))),
  b: ({ commit }) => bodyOf(commit.message),
  B: ({ commit }) => commit.message,
  d: (_, { names, color }) => bracketed(names, { color }),
  D: (_, { names, color }) => decorationText(names, { color }),
  m: (_, { mark }) => mark ?? ">",
  n: () => "\n",
  "%": () => "%",
  e: () => "",
  N: () => "",
};

const codes: Readonly<Record<string, number>> = {
  reset: 0,
  bold: 1,
  dim: 2,
  italic: 3,
  ul: 4,
  blink: 5,
  reverse: 7,
  black: 30,
  red: 31,
  green: 32,
  yellow: 33,
  blue: 34,
  magenta: 35,
  cyan: 36,
  white: 37,
};

/** `red`, or `bold yellow`, as an escape; nothing where colours aren't wanted. */
function colorCode(words: string, color: boolean): string {
  const always = words.startsWith("always,");
  if (!color && !always) return "";
  const numbers = words
    .replace(/^(?:always|auto),/u, "")
    .split(/[\s,]+/u)
    .map((word) => codes[word])
    .filter((code) => code !== undefined);
  return `\u001B[${numbers.join(";").replace(/^0$/u, "")}m`;
}

const pattern =
  /%(?:C\(([^)]*)\)|C(red|green|blue|reset)|([<>]|><)(\|?)\((\d+)(?:,(trunc|ltrunc|mtrunc))?\)|x([\da-fA-F]{2})|([-+ ]?)([ac][nNeElLdDrtiIsh]|[HhTtPpsfbBdDmneN%]))/gu;

interface Column {
  readonly side: string;
  readonly width: number;
  readonly cut: string | undefined;
}

/** Leaves out what is too much, at the end, at the beginning or in the middle. */
function cutTo(text: string, { width, cut }: Column): string {
  if (cut === undefined || text.length <= width) return text;
  const kept = width - 2;
  if (cut === "trunc") return `${text.slice(0, kept)}..`;
  if (cut === "ltrunc") return `..${text.slice(text.length - kept)}`;
  const head = Math.floor(kept / 2);
  return `${text.slice(0, head)}..${text.slice(text.length - (kept - head))}`;
}

/** Fills a text up to the width that stood before it: `%<(10)%an`. */
function fit(whole: string, column: Column | undefined): string {
  if (!column) return whole;
  const text = cutTo(whole, column);
  if (column.side === ">") return text.padStart(column.width);
  if (column.side === "<") return text.padEnd(column.width);
  const left = Math.floor((column.width - text.length) / 2);
  return left <= 0 ? text : text.padStart(left + text.length).padEnd(column.width);
}

/** A commit in a form of the person's own, such as `%h %s`. */
export function formatted(format: string, result: ReadCommitResult, showing: Showing): string {
  let column: Column | undefined;
  return format.replaceAll(pattern, (whole: string, ...groups: readonly (string | undefined)[]) => {
    const [words, plain, side, , width, cut, hex, sign, name] = groups;
    if (words !== undefined || plain !== undefined) return colorCode(words ?? plain ?? "", showing.color);
    if (side !== undefined) {
      column = { side, width: Number(width), cut };
      return "";
    }
    if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
    const value = fit(valueOf(name ?? "", result, showing) ?? whole, column);
    column = undefined;
    return joined(sign ?? "", value);
  });
}

function valueOf(name: string, result: ReadCommitResult, showing: Showing): string | undefined {
  const who = name.length === 2 && (name.startsWith("a") ? result.commit.author : result.commit.committer);
  return who ? personFields[name[1] ?? ""]?.(who, showing) : fields[name]?.(result, showing);
}

/** `+` and a blank set a value apart that isn't empty. */
function joined(sign: string, value: string): string {
  if (value === "" || sign === "" || sign === "-") return value;
  return (sign === "+" ? "\n" : " ") + value;
}

export const plainDate = ({ timestamp, timezoneOffset }: Moment): string => dateText(timestamp, timezoneOffset);
