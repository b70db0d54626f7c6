/** A text of the input that reads as a number is held against numbers as one. */
export class Numeric {
  constructor(
    readonly text: string,
    readonly number: number,
  ) {}
}

/** Undefined: a variable that was never set. */
export type Value = number | string | Numeric | undefined;

const begin = /^\s*[-+]?(?:\d+\.?\d*(?:[eE][-+]?\d+)?|\.\d+(?:[eE][-+]?\d+)?|inf(?:inity)?\b|nan\b)/iu;
const whole = /^\s*[-+]?(?:(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?|inf|nan)\s*$/iu;

function parsed(text: string): number {
  if (/[in]/iu.test(text)) {
    if (!/^\s*[-+]/u.test(text)) return 0;
    const size = /nan/iu.test(text) ? Number.NaN : Number.POSITIVE_INFINITY;
    return text.trim().startsWith("-") ? -size : size;
  }
  return Number(text);
}

/** What a text begins with as a number; 0 where it begins with none. */
export function numberIn(text: string): number {
  const [found] = begin.exec(text) ?? [];
  return found === undefined ? 0 : parsed(found);
}

/** A text that came from outside. */
export const fromInput = (text: string): Value => (whole.test(text) ? new Numeric(text, parsed(text)) : text);

export function toNumber(value: Value): number {
  if (typeof value === "number") return value;
  if (value === undefined) return 0;
  return value instanceof Numeric ? value.number : numberIn(value);
}

export function isTrue(value: Value): boolean {
  if (typeof value === "number") return value !== 0;
  if (value instanceof Numeric) return value.number !== 0;
  return value !== undefined && value !== "";
}

const isNumber = (value: Value): boolean => typeof value !== "string";

/** Negative where the left one is less: as numbers where both are, else as texts. */
export function compare(left: Value, right: Value, toText: (value: Value) => string): number {
  if (isNumber(left) && isNumber(right)) return toNumber(left) - toNumber(right);
  const [one, other] = [toText(left), toText(right)];
  return one < other ? -1 : one > other ? 1 : 0;
}
