/** A number as `printf` and C read it; `rest` is what couldn't be read. */
export interface ReadNumber {
  readonly value: bigint;
  readonly rest: string;
}

const integer = /^\s*([-+]?)(?:0[xX]([\da-fA-F]+)|0([0-7]*)(?!\d)|(\d+))/;

const most = (1n << 63n) - 1n;

const bounded = (value: bigint): bigint => (value > most ? most : value < -most - 1n ? -most - 1n : value);

/** `'a` stands for the sign's own number. */
const signNumber = (text: string): number | undefined => /^\s*['"](.)/su.exec(text)?.[1]?.codePointAt(0);

/** The digits as JavaScript writes a number of their base. */
function digitsOf([, , hex, octal, decimal = "0"]: RegExpExecArray): string {
  if (hex !== undefined) return `0x${hex}`;
  return octal === undefined ? decimal : `0o${octal || "0"}`;
}

export function readInteger(text: string): ReadNumber {
  const sign = signNumber(text);
  if (sign !== undefined) return { value: BigInt(sign), rest: "" };
  const found = integer.exec(text);
  if (found === null) return { value: 0n, rest: text };
  const size = BigInt(digitsOf(found));
  const value = found[1] === "-" ? -size : size;
  const rest = text.slice(found[0].length).trim();
  return { value: bounded(value), rest: bounded(value) === value ? rest : rest || "range" };
}

export function readFloat(text: string): { readonly value: number; readonly rest: string } {
  const sign = signNumber(text);
  if (sign !== undefined) return { value: sign, rest: "" };
  const named = /^\s*([-+]?)(inf(?:inity)?|nan)/i.exec(text);
  if (named !== null) {
    const value = /^i/i.test(named[2] ?? "") ? Number.POSITIVE_INFINITY : Number.NaN;
    return { value: named[1] === "-" ? -value : value, rest: text.slice(named[0].length).trim() };
  }
  const found = /^\s*[-+]?(?:0[xX][\da-fA-F]+|(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)/.exec(text)?.[0];
  if (found === undefined) return { value: 0, rest: text };
  const hex = /^\s*([-+]?)(0[xX][\da-fA-F]+)/.exec(found);
  const value = hex === null ? Number(found) : Number(hex[2]) * (hex[1] === "-" ? -1 : 1);
  return { value, rest: text.slice(found.length).trim() };
}

const twoDigits = (text: string): string => text.replace(/e([-+])(\d)$/, "e$10$2");

function general(value: number, precision: number, alternative: boolean): string {
  const exact = precision === 0 ? 1 : precision;
  const exponential = value.toExponential(exact - 1);
  const exponent = Number(exponential.slice(exponential.indexOf("e") + 1));
  const isLong = exponent < -4 || exponent >= exact;
  const text = isLong ? exponential : value.toFixed(exact - 1 - exponent);
  if (alternative || !text.includes(".")) return twoDigits(text);
  return twoDigits(text.replace(/\.?0+(?=e|$)/, ""));
}

/** `%e`, `%f`, `%g` of what isn't below zero. */
export function floatText(kind: string, value: number, precision: number, alternative: boolean): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "nan" : "inf";
  if (kind === "f") return fixed(value, precision);
  return kind === "e" ? twoDigits(value.toExponential(precision)) : general(value, precision, alternative);
}

/** What lies just in the middle goes to the even digit. */
function evenly(value: number, precision: number): string {
  const exact = value.toFixed(Math.min(100, precision + 30));
  const end = exact.length - (Math.min(100, precision + 30) - precision);
  const [kept, rest] = [exact.slice(0, end), exact.slice(end)];
  const isTie = /^\.?50*$/.test(rest) && /[02468]\.?$/.test(kept);
  return isTie ? kept.replace(/\.$/, "") : value.toFixed(precision);
}

/** Beyond 10²¹ `toFixed` writes an exponent; whole numbers that great are exact. */
function fixed(value: number, precision: number): string {
  if (value < 1e21) return evenly(value, Math.min(100, precision));
  return BigInt(value).toString() + (precision > 0 ? `.${"0".repeat(precision)}` : "");
}
