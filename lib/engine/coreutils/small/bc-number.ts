/** A decimal number as bc has it: digits without end, and how many of them stand behind the point. */
export interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}

const tens = (count: number): bigint => 10n ** BigInt(count);

export const decimal = (digits: bigint | number, scale = 0): Decimal => ({ digits: BigInt(digits), scale });

export function rescaled({ digits, scale }: Decimal, to: number): Decimal {
  return to >= scale ? decimal(digits * tens(to - scale), to) : decimal(digits / tens(scale - to), to);
}

export const isZero = ({ digits }: Decimal): boolean => digits === 0n;

export function compareDecimals(one: Decimal, other: Decimal): number {
  const scale = Math.max(one.scale, other.scale);
  const difference = rescaled(one, scale).digits - rescaled(other, scale).digits;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export function add(one: Decimal, other: Decimal): Decimal {
  const scale = Math.max(one.scale, other.scale);
  return decimal(rescaled(one, scale).digits + rescaled(other, scale).digits, scale);
}

export const negate = ({ digits, scale }: Decimal): Decimal => decimal(-digits, scale);

export function multiply(one: Decimal, other: Decimal, scale: number): Decimal {
  const full = one.scale + other.scale;
  return rescaled(decimal(one.digits * other.digits, full), Math.min(full, Math.max(scale, one.scale, other.scale)));
}

export function divide(one: Decimal, other: Decimal, scale: number): Decimal {
  const lifted = scale + other.scale - one.scale;
  const top = lifted >= 0 ? one.digits * tens(lifted) : one.digits / tens(-lifted);
  return decimal(top / other.digits, scale);
}

export function remainder(one: Decimal, other: Decimal, scale: number): Decimal {
  const quotient = divide(one, other, scale);
  const to = Math.max(scale + other.scale, one.scale);
  return rescaled(add(one, negate(multiply(quotient, other, to))), to);
}

export function power(base: Decimal, exponent: number, scale: number): Decimal {
  if (exponent < 0) return divide(decimal(1), power(base, -exponent, scale), scale);
  const full = base.scale * exponent;
  const result = decimal(base.digits ** BigInt(exponent), full);
  return rescaled(result, Math.min(full, Math.max(scale, base.scale)));
}

export function squareRoot({ digits, scale: own }: Decimal, scale: number): Decimal {
  const to = Math.max(scale, own);
  const target = digits * tens(2 * to - own);
  let root = BigInt(Math.floor(Math.sqrt(Number(target))));
  if (target > 2n ** 100n) root = 1n << BigInt(Math.ceil(target.toString(2).length / 2));
  for (;;) {
    if (root === 0n) break;
    const next = (root + target / root) / 2n;
    if (next === root || next === root + 1n || next === root - 1n) {
      root = [next + 1n, next, root, next - 1n].find((one) => one * one <= target) ?? next;
      break;
    }
    root = next;
  }
  return decimal(root, to);
}

/** Digits of another base after the point: as many as the scale in decimal asks for. */
function fraction(digits: bigint, scale: number, base: number): string {
  let [rest, text] = [digits, ""];
  for (let limit = 1n; limit < tens(scale); limit *= BigInt(base)) {
    rest *= BigInt(base);
    text += digit(Number(rest / tens(scale)), base);
    rest %= tens(scale);
  }
  return text;
}

const digit = (value: number, base: number): string =>
  base <= 16 ? value.toString(16).toUpperCase() : ` ${String(value).padStart(String(base - 1).length, "0")}`;

function wholeText(value: bigint, base: number): string {
  if (base === 10) return value.toString();
  let text = "";
  for (let rest = value; rest > 0n; rest /= BigInt(base)) text = digit(Number(rest % BigInt(base)), base) + text;
  return text;
}

/** As bc prints it: no zero before the point. */
export function decimalText({ digits, scale }: Decimal, base: number): string {
  const size = digits < 0n ? -digits : digits;
  const whole = size / tens(scale);
  const rest = size % tens(scale);
  const behind = base === 10 ? rest.toString().padStart(scale, "0") : fraction(rest, scale, base);
  const text = (whole === 0n ? "" : wholeText(whole, base)) + (scale > 0 ? `.${behind}` : "");
  if (size === 0n) return "0";
  return `${digits < 0n ? "-" : ""}${text === "" ? "0" : text}`;
}

/** A text of digits in a base of input. */
export function decimalFrom(text: string, base: number): Decimal {
  const [whole = "", behind = ""] = text.split(".");
  if (base === 10 && !/[A-F]/u.test(text)) return decimal(BigInt(`${whole}${behind}` || "0"), behind.length);
  const valueOf = (sign: string): bigint => {
    const value = Number.parseInt(sign, 36);
    return BigInt(text.length > 1 && value >= base ? base - 1 : value);
  };
  const all = Array.from(whole + behind).reduce((value, sign) => value * BigInt(base) + valueOf(sign), 0n);
  return behind === ""
    ? decimal(all)
    : divide(decimal(all), decimal(BigInt(base) ** BigInt(behind.length)), behind.length);
}
