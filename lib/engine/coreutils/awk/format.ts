import { toNumber, type Value } from "./values";

/** `%g`: as short as it can be, with so many digits. */
function general(number: number, precision: number, keepsZeros: boolean): string {
  const digits = precision === 0 ? 1 : precision;
  if (number === 0) return keepsZeros ? (0).toFixed(digits - 1) : "0";
  const exponent = Number(number.toExponential(digits - 1).split("e")[1]);
  const isLong = exponent < -4 || exponent >= digits;
  const text = isLong ? exponential(number, digits - 1) : number.toFixed(Math.min(100, digits - 1 - exponent));
  if (keepsZeros || !text.includes(".")) return text;
  return isLong ? text.replace(/\.?0+e/u, "e") : text.replace(/\.?0+$/u, "");
}

function exponential(number: number, precision: number): string {
  const [mantissa = "", power = "+0"] = number.toExponential(Math.min(100, precision)).split("e");
  return `${mantissa}e${power[0] ?? "+"}${power.slice(1).padStart(2, "0")}`;
}

/** A whole number in full. */
const inFull = (number: number): string => (Number.isSafeInteger(number) ? String(number) : BigInt(number).toString());

/** What lies just between two is rounded to the even one, as C does it. */
function halfToEven(number: number, precision: number): string {
  const text = number.toFixed(precision);
  if (
    precision > 60 ||
    !/^50*$/u.test(
      number
        .toFixed(Math.min(100, precision + 40))
        .slice(-40)
        .padStart(40),
    )
  )
    return text;
  const down = number.toFixed(precision + 1).slice(0, precision === 0 ? -2 : -1);
  return Number(down.at(-1)) % 2 === 0 ? down : text;
}

const fixed = (number: number, precision: number): string =>
  Math.abs(number) < 1e21
    ? halfToEven(number, Math.min(100, precision))
    : `${inFull(Math.trunc(number))}${precision > 0 ? `.${"0".repeat(precision)}` : ""}`;

export function numberText(number: number, format: string): string {
  if (Number.isInteger(number)) return inFull(number === 0 ? 0 : number);
  if (!Number.isFinite(number)) return endless(number, "");
  return format === "%.6g" ? general(number, 6, false) : formatted(format, [number], String);
}

const endless = (number: number, _flags: string): string => {
  if (Number.isNaN(number)) return "-nan";
  return number < 0 ? "-inf" : "inf";
};

interface Spec {
  readonly flags: string;
  readonly width: number;
  readonly precision: number | undefined;
  readonly letter: string;
}

function padded(text: string, { flags, width }: Spec, isNumber: boolean): string {
  if (flags.includes("-")) return text.padEnd(width);
  if (!isNumber || !flags.includes("0")) return text.padStart(width);
  const [, sign = "", digits = ""] = /^([-+ ]?(?:0[xX])?)([^]*)$/u.exec(text) ?? [];
  return sign + digits.padStart(width - sign.length, "0");
}

const signed = (text: string, flags: string): string => {
  if (text.startsWith("-")) return text;
  return flags.includes("+") ? `+${text}` : flags.includes(" ") ? ` ${text}` : text;
};

function integer(number: number, spec: Spec): string {
  if (!Number.isFinite(number))
    return padded(endless(number, spec.flags), { ...spec, flags: spec.flags.replace("0", "") }, true);
  const value = Math.trunc(number);
  const digits = integerDigits(Math.abs(value), spec).padStart(spec.precision ?? 1, "0");
  const text = `${value < 0 ? "-" : ""}${digits}`;
  const flags = spec.precision === undefined ? spec.flags : spec.flags.replace("0", "");
  return padded("di".includes(spec.letter) ? signed(text, flags) : text, { ...spec, flags }, true);
}

function integerDigits(value: number, { letter, flags }: Spec): string {
  if ("diu".includes(letter)) return inFull(value);
  const text = BigInt(value).toString(letter === "o" ? 8 : 16);
  const marked = flags.includes("#") && value !== 0 ? (letter === "o" ? `0${text}` : `0x${text}`) : text;
  return letter === "X" ? marked.toUpperCase() : marked;
}

function real(number: number, spec: Spec): string {
  if (!Number.isFinite(number))
    return padded(signed(endless(number, ""), spec.flags), { ...spec, flags: spec.flags.replace("0", "") }, true);
  const precision = spec.precision ?? 6;
  const kind = spec.letter.toLowerCase();
  const text =
    kind === "f"
      ? fixed(number, precision)
      : kind === "e"
        ? exponential(number, precision)
        : general(number, precision, spec.flags.includes("#"));
  const shown = signed(Object.is(number, -0) ? `-${text.replace(/^-/u, "")}` : text, spec.flags);
  return padded(spec.letter === kind ? shown : shown.toUpperCase(), spec, true);
}

function signOf(value: Value, toText: (value: Value) => string): string {
  return typeof value === "number"
    ? String.fromCodePoint(Math.trunc(value) & 0x1fffff)
    : (Array.from(toText(value))[0] ?? "");
}

function one(spec: Spec, value: Value, toText: (value: Value) => string): string {
  if (spec.letter === "c") return padded(signOf(value, toText), spec, false);
  if (spec.letter === "s") {
    const text = toText(value);
    return padded(
      spec.precision === undefined ? text : Array.from(text).slice(0, spec.precision).join(""),
      spec,
      false,
    );
  }
  return "diouxX".includes(spec.letter) ? integer(toNumber(value), spec) : real(toNumber(value), spec);
}

const places = /%([-+ #0']*)(\*|\d+)?(?:\.(\*|\d+)?)?([hlLjzt]*)([diouxXeEfFgGcs%])/gu;

/** `printf` of awk's. */
export function formatted(format: string, args: readonly Value[], toText: (value: Value) => string): string {
  const queue = [...args];
  const number = (text: string | undefined, otherwise: number): number =>
    text === undefined ? otherwise : text === "*" ? Math.trunc(toNumber(queue.shift())) : Number(text);
  return format.replace(
    places,
    (whole, flags: string, width: string | undefined, precision: string | undefined, _size: string, letter: string) => {
      if (letter === "%") return "%";
      const wide = number(width, 0);
      const hasPoint = /\.[\d*]*[a-zA-Z]+$/u.test(whole);
      const exact = hasPoint ? number(precision ?? "0", 0) : undefined;
      const spec = { flags: wide < 0 ? `${flags}-` : flags, width: Math.abs(wide), precision: exact, letter };
      return one(spec, queue.shift(), toText);
    },
  );
}
