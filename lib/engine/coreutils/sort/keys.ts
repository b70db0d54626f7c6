import { compareVersions } from "./versions";

/** How two texts are held against each other. */
export interface Order {
  readonly kind: "text" | "number" | "general" | "human" | "month" | "version" | "random";
  readonly isReversed: boolean;
  readonly foldsCase: boolean;
  readonly dictionary: boolean;
  readonly printable: boolean;
  readonly skipsBlanks: boolean;
}

/** A key: from a sign of a field to a sign of a field; an end sign of 0 is the end of its field. */
export interface Key {
  readonly from: { readonly field: number; readonly sign: number; readonly skipsBlanks: boolean };
  readonly to: { readonly field: number; readonly sign: number; readonly skipsBlanks: boolean } | undefined;
  readonly order: Order;
}

const kinds: Readonly<Record<string, Order["kind"]>> = {
  n: "number",
  g: "general",
  h: "human",
  M: "month",
  V: "version",
  R: "random",
};

/** The order that letters ask for; undefined where one is none. */
export function orderOf(letters: string): Order | undefined {
  if (/[^bdfghiMnRrV]/u.test(letters)) return undefined;
  const kind = Array.from(letters).find((letter) => Object.hasOwn(kinds, letter));
  return {
    kind: kind === undefined ? "text" : (kinds[kind] ?? "text"),
    isReversed: letters.includes("r"),
    foldsCase: letters.includes("f"),
    dictionary: letters.includes("d"),
    printable: letters.includes("i"),
    skipsBlanks: letters.includes("b"),
  };
}

/** `2,3nr`, `1.2b`; what is wrong with it as a text. */
export function keyOf(text: string, otherwise: Order): Key | string {
  const parts = /^(\d+)(?:\.(\d+))?([a-zA-Z]*)(?:,(\d+)(?:\.(\d+))?([a-zA-Z]*))?$/u.exec(text);
  if (parts === null) return `invalid number at field start: invalid count at start of '${text}'`;
  const [field = "", sign = "1", letters = "", endField, endSign = "0", endLetters = ""] = parts.slice(1);
  if (field === "0") return `field number is zero: invalid field specification '${text}'`;
  const all = letters + endLetters;
  const order = all === "" ? otherwise : orderOf(all);
  if (order === undefined) return `stray character in field spec: invalid field specification '${text}'`;
  const skips = all === "" && otherwise.skipsBlanks;
  const place = (number: string, at: number, flags: string) => ({
    field: Number(number) - 1,
    sign: at,
    skipsBlanks: skips || flags.includes("b"),
  });
  const to = endField === undefined ? undefined : place(endField, Number(endSign), endLetters);
  return { from: place(field, Number(sign) - 1, letters), to, order };
}

/** Where each field begins and ends. Without a separator the blanks before a field belong to it. */
function fieldsOf(line: string, separator: string | undefined): readonly (readonly [number, number])[] {
  const fields: [number, number][] = [];
  let from = 0;
  if (separator === undefined) {
    for (const { 0: text, index } of line.matchAll(/[ \t]*[^ \t]+|[ \t]+$/gu))
      fields.push([index, index + text.length]);
    return fields;
  }
  for (let at = line.indexOf(separator); at !== -1; at = line.indexOf(separator, from)) {
    fields.push([from, at]);
    from = at + separator.length;
  }
  return [...fields, [from, line.length]];
}

const afterBlanks = (line: string, from: number): number => {
  let at = from;
  while (line[at] === " " || line[at] === "\t") at += 1;
  return at;
};

/** The part of a line that a key names. */
export function keyText(line: string, { from, to }: Key, separator: string | undefined): string {
  const fields = fieldsOf(line, separator);
  const first = fields[from.field];
  if (first === undefined) return "";
  const begin = (from.skipsBlanks ? afterBlanks(line, first[0]) : first[0]) + from.sign;
  if (to === undefined) return line.slice(begin);
  const last = fields[to.field];
  if (last === undefined) return line.slice(begin);
  if (to.sign === 0) return line.slice(begin, Math.max(begin, last[1]));
  return line.slice(begin, Math.max(begin, (to.skipsBlanks ? afterBlanks(line, last[0]) : last[0]) + to.sign));
}

const compareTexts = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/** The sign, the whole part without zeros before it, and the rest without zeros behind. */
function numberParts(text: string): readonly [sign: number, whole: string, rest: string] {
  const [, minus = "", whole = "", rest = ""] = /^\s*(-?)0*(\d*)(?:\.(\d*))?/u.exec(text) ?? [];
  const fraction = rest.replace(/0+$/u, "");
  return [whole === "" && fraction === "" ? 0 : minus === "" ? 1 : -1, whole, fraction];
}

function compareNumbers(one: string, other: string): number {
  const [sign, whole, rest] = numberParts(one);
  const [otherSign, otherWhole, otherRest] = numberParts(other);
  if (sign !== otherSign) return sign - otherSign;
  const size = whole.length - otherWhole.length || compareTexts(whole, otherWhole) || compareTexts(rest, otherRest);
  return size * sign;
}

const units = " KMGTPEZY";
const unitOf = (text: string): number => {
  const unit = /^\s*-?\d*(?:\.\d*)?([KkMGTPEZY])/u.exec(text)?.[1]?.toUpperCase();
  return unit === undefined ? 0 : units.indexOf(unit);
};

function compareSizes(one: string, other: string): number {
  const [sign] = numberParts(one);
  const [otherSign] = numberParts(other);
  if (sign !== otherSign) return sign - otherSign;
  return (unitOf(one) - unitOf(other)) * sign || compareNumbers(one, other);
}

const months = "JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC";
const monthOf = (text: string): number => {
  const at = months.indexOf(text.trimStart().slice(0, 3).toUpperCase());
  return text.trimStart().length >= 3 && at % 3 === 0 ? at : -1;
};

const general = (text: string): number => {
  const found = /^\s*[-+]?(?:inf(?:inity)?|0x[\da-f]+|\d+\.?\d*(?:e[-+]?\d+)?|\.\d+(?:e[-+]?\d+)?)/iu
    .exec(text)?.[0]
    .trim();
  if (found === undefined) return Number.NEGATIVE_INFINITY;
  return /inf/iu.test(found) ? (found.startsWith("-") ? -Number.MAX_VALUE : Number.MAX_VALUE) : Number(found);
};

const salt = Math.floor(Math.random() * 2 ** 31);
/** The same text has the same place; which, chance says. */
function chance(text: string): number {
  let sum = salt;
  for (let at = 0; at < text.length; at++) sum = Math.imul(sum ^ text.charCodeAt(at), 16_777_619);
  return sum >>> 0;
}

const plain = (text: string, order: Order): string => {
  let shown = text;
  if (order.skipsBlanks) shown = shown.trimStart();
  if (order.dictionary) shown = shown.replace(/[^\p{L}\p{N} \t]/gu, "");
  if (order.printable) shown = shown.replace(/\p{Cc}/gu, "");
  return order.foldsCase ? shown.toUpperCase() : shown;
};

const compareKinds: Readonly<Record<Order["kind"], (one: string, other: string, order: Order) => number>> = {
  text: (one, other, order) => compareTexts(plain(one, order), plain(other, order)),
  number: compareNumbers,
  general: (one, other) => compareNumbersOf(general(one), general(other)),
  human: compareSizes,
  month: (one, other) => monthOf(one) - monthOf(other),
  version: compareVersions,
  random: (one, other) => chance(one) - chance(other),
};

const compareNumbersOf = (one: number, other: number): number => (one < other ? -1 : one > other ? 1 : 0);

/** Negative where the first comes first. */
export function compareBy(order: Order, one: string, other: string): number {
  const found = compareKinds[order.kind](one, other, order);
  return order.isReversed ? -found : found;
}

/** The last resort: the bytes. */
export const compareLines = compareTexts;
