import { isArray, isObject, sortedKeys, type Json } from "./values";

export interface Style {
  /** What a level is moved in by; without one all is on a line. */
  readonly indent?: string;
  readonly sorted?: boolean;
  readonly ascii?: boolean;
  readonly colors?: Colors;
}

export type Colors = Readonly<
  Record<"null" | "false" | "true" | "number" | "string" | "array" | "object" | "key", string>
>;

const end = "\u001b[0m";
// eslint-disable-next-line no-control-regex -- these are what it looks for
const controls = /[\u0000-\u001f"\\\u007f]/gu;
const shortly: Readonly<Record<string, string>> = {
  '"': '\\"',
  "\\": "\\\\",
  "\b": String.raw`\b`,
  "\f": String.raw`\f`,
  "\n": String.raw`\n`,
  "\r": String.raw`\r`,
  "\t": String.raw`\t`,
};

const unit = (code: number): string => `\\u${code.toString(16).padStart(4, "0")}`;

export function writeText(text: string, ascii = false): string {
  const escaped = text.toWellFormed().replace(controls, (sign) => shortly[sign] ?? unit(sign.charCodeAt(0)));
  if (!ascii) return `"${escaped}"`;
  return `"${escaped.replace(/[\u0080-\uffff]/g, (half) => unit(half.charCodeAt(0)))}"`;
}

/** The shortest digits that read back as the number, with an exponent where there would be many zeros. */
export function writeNumber(given: number): string {
  if (Number.isNaN(given)) return "null";
  const number = Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, given));
  if (number === 0) return Object.is(number, -0) ? "-0" : "0";
  const [, sign = "", first = "", rest = "", power = "0"] =
    /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/u.exec(number.toExponential()) ?? [];
  return sign + placed(first + rest, Number(power) + 1);
}

/** Digits with the point behind so many of them. */
function placed(digits: string, point: number): string {
  if (point <= -4 || point > digits.length + 15) {
    const exponent = String(Math.abs(point - 1)).padStart(2, "0");
    const rest = digits.slice(1);
    return `${digits[0] ?? ""}${rest === "" ? "" : `.${rest}`}e${point < 1 ? "-" : "+"}${exponent}`;
  }
  if (point <= 0) return `0.${"0".repeat(-point)}${digits}`;
  if (point >= digits.length) return digits.padEnd(point, "0");
  return `${digits.slice(0, point)}.${digits.slice(point)}`;
}

function plain(value: Json, style: Style): string {
  if (typeof value === "string") return writeText(value, style.ascii);
  if (typeof value === "number") return writeNumber(value);
  return value === null ? "null" : value === true ? "true" : "false";
}

const colorOf = (value: Json, colors: Colors): string => {
  if (isArray(value)) return colors.array;
  if (isObject(value)) return colors.object;
  return colors[
    value === null
      ? "null"
      : typeof value === "boolean"
        ? (String(value) as "true" | "false")
        : (typeof value as "number" | "string")
  ];
};

const keysOf = (value: ReadonlyMap<string, Json>, { sorted }: Style): readonly string[] =>
  sorted === true ? sortedKeys(value) : Array.from(value.keys());

/** How deep values are written that stand in each other. */
const deepest = 256;

/** One value as text, without a last line's end. */
export function writeJson(value: Json, style: Style = {}, level = 0): string {
  if (level > deepest) return "<stripped: exceeds max depth>";
  if (style.colors !== undefined) return colored(value, style, style.colors, level);
  if (!isArray(value) && !isObject(value)) return plain(value, style);
  const [open, close] = isArray(value) ? "[]" : "{}";
  const colon = style.indent === undefined ? ":" : ": ";
  const parts = isArray(value)
    ? value.map((item) => writeJson(item, style, level + 1))
    : keysOf(value, style).map(
        (key) => writeText(key, style.ascii) + colon + writeJson(value.get(key) ?? null, style, level + 1),
      );
  if (parts.length === 0) return `${open}${close}`;
  if (style.indent === undefined) return `${open}${parts.join(",")}${close}`;
  const line = `\n${style.indent.repeat(level)}`;
  return `${open}${line}${style.indent}${parts.join(`,${line}${style.indent}`)}${line}${close}`;
}

function colored(value: Json, style: Style, colors: Colors, level: number): string {
  if (level > deepest) return "<stripped: exceeds max depth>";
  const start = colorOf(value, colors);
  if (!isArray(value) && !isObject(value)) return start + plain(value, style) + end;
  const [open, close] = isArray(value) ? "[]" : "{}";
  const line = style.indent === undefined ? "" : `\n${style.indent.repeat(level)}`;
  const inner = style.indent === undefined ? "" : line + style.indent;
  const parts = isArray(value)
    ? value.map((item, at) => (at === 0 ? inner : `${start},${inner}`) + colored(item, style, colors, level + 1))
    : keysOf(value, style).map((key, at) => {
        const colon = `${start}:${style.indent === undefined ? "" : " "}${end}`;
        const named = `${end}${colors.key}${writeText(key, style.ascii)}${end}${colon}`;
        return (
          (at === 0 ? inner : `${start},${inner}`) + named + colored(value.get(key) ?? null, style, colors, level + 1)
        );
      });
  if (parts.length === 0) return `${start}${open}${close}${end}`;
  return `${start}${open}${parts.join("")}${start}${line}${start}${close}${end}`;
}
