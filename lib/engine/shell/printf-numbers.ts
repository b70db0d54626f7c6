/** A number as `printf` and C read it; `rest` is what couldn't be read. */
export interface ReadNumber {
  readonly value: bigint;
  readonly rest: string;
}

const integer = /^\s*([-+]?)(?:0[xX]([\da-fA-F]+)|0([0-7]*)(?!\d)|(\d+))/;

const most = (1n << 63n) - 1n;

/** `'a` stands for the sign's own number. */
export function readInteger(text: string): ReadNumber {
  const sign = /^\s*['"](.)/su.exec(text)?.[1];
  if (sign !== undefined) return { value: BigInt(sign.codePointAt(0) ?? 0), rest: "" };
  const found = integer.exec(text);
  if (found === null) return { value: 0n, rest: text };
  const [all, minus = "", hex, octal, decimal] = found;
  const digits = hex === undefined ? (octal === undefined ? (decimal ?? "0") : `0o${octal || "0"}`) : `0x${hex}`;
  const size = BigInt(digits);
  const value = minus === "-" ? -size : size;
  const rest = text.slice(all.length).trim();
  if (value > most) return { value: most, rest: rest || "range" };
  return { value: value < -most - 1n ? -most - 1n : value, rest };
}

export function readFloat(text: string): { readonly value: number; readonly rest: string } {
  const sign = /^\s*['"](.)/su.exec(text)?.[1];
  if (sign !== undefined) return { value: sign.codePointAt(0) ?? 0, rest: "" };
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
