import { unescaped } from "./escapes";
import { floatText, readFloat, readInteger } from "./printf-numbers";
import { backslashed } from "./quote";
import { timeText } from "../text/time-text";

const byteLength = (text: string): number => new TextEncoder().encode(text).length;

interface Directive {
  readonly flags: string;
  readonly width: number;
  readonly precision: number | undefined;
  readonly kind: string;
}

export interface Formatted {
  readonly text: string;
  /** What couldn't be read as the number it had to be. */
  readonly faults: readonly string[];
}

const directive =
  /%(%|([-+ 0#']*)(\*|-?\d+)?(?:\.(\*|-?\d*))?(?:\(([^)]*)\))?(?:hh?|ll?|[jztL])?([diouxXcsbqQeEfFgGaAT]))/g;

function padded(text: string, { flags, width, precision, kind }: Directive): string {
  const size = byteLength(text);
  const room = " ".repeat(Math.max(0, width - (/[cs]/.test(kind) ? size : Array.from(text).length)));
  if (flags.includes("-")) return text + room;
  const isNumber = /[diouxXeEfFgG]/.test(kind);
  if (!flags.includes("0") || !isNumber || (precision !== undefined && /[diouxX]/.test(kind))) return room + text;
  const [, sign = "", digits = text] = /^([-+ ]?(?:0[xX])?)([^]*)$/.exec(text) ?? [];
  return sign + room.replaceAll(" ", "0") + digits;
}

const signOf = (isNegative: boolean, flags: string): string =>
  isNegative ? "-" : flags.includes("+") ? "+" : flags.includes(" ") ? " " : "";

const bases: Readonly<Record<string, number>> = { o: 8, x: 16, X: 16 };

/** At least so many digits, and none at all for nothing where none is asked for. */
const atLeast = (digits: string, precision: number | undefined): string =>
  precision === 0 && digits === "0" ? "" : digits.padStart(precision ?? 1, "0");

function unsignedText(value: bigint, { flags, precision, kind }: Directive): string {
  const shown = atLeast(BigInt.asUintN(64, value).toString(bases[kind] ?? 10), precision);
  const marks: Readonly<Record<string, string>> = { o: shown.startsWith("0") ? "" : "0", x: "0x", X: "0x" };
  const text = flags.includes("#") && value !== 0n ? (marks[kind] ?? "") + shown : shown;
  return kind === "X" ? text.toUpperCase() : text;
}

function integerText(value: bigint, made: Directive): string {
  if (made.kind !== "d" && made.kind !== "i") return unsignedText(value, made);
  return signOf(value < 0n, made.flags) + atLeast((value < 0n ? -value : value).toString(), made.precision);
}

function floating(value: number, { flags, precision, kind }: Directive): string {
  const isNegative = value < 0 || Object.is(value, -0);
  const text = floatText(kind.toLowerCase(), Math.abs(value), precision ?? 6, flags.includes("#"));
  const signed = signOf(isNegative, flags) + text;
  return kind === kind.toLowerCase() ? signed : signed.toUpperCase();
}

/** The first so many bytes, no sign cut in two. */
function firstBytes(text: string, most: number | undefined): string {
  if (most === undefined || byteLength(text) <= most) return text;
  let [kept, size] = ["", 0];
  for (const sign of text) {
    size += byteLength(sign);
    if (size > most) break;
    kept += sign;
  }
  return kept;
}

interface Made {
  readonly text: string;
  readonly fault?: string;
  /** `\c` in a `%b`: nothing comes behind it. */
  readonly ends?: boolean;
}

function textual(given: string, { kind, precision }: Directive): Made {
  if (kind === "q" || kind === "Q") return { text: backslashed(given) };
  if (kind === "c") return { text: Array.from(given)[0] ?? "" };
  if (kind === "s") return { text: firstBytes(given, precision) };
  const { text, ended } = unescaped(given, true);
  return { text: firstBytes(text, precision), ends: ended };
}

function converted(given: string, made: Directive): Made {
  const { kind } = made;
  if (/[sbqQc]/.test(kind)) return textual(given, made);
  if (/[diouxX]/.test(kind)) {
    const { value, rest } = readInteger(given);
    return { text: integerText(value, made), ...(rest === "" ? {} : { fault: given }) };
  }
  const { value, rest } = readFloat(given);
  return { text: floating(value, made), ...(rest === "" ? {} : { fault: given }) };
}

/** What is left of the arguments while a format is used. */
class Arguments {
  used = 0;
  constructor(readonly all: readonly string[]) {}
  next(): string | undefined {
    return this.all[this.used++];
  }
  size(given: string | undefined): number | undefined {
    if (given === undefined) return undefined;
    return given === "*" ? Number(readInteger(this.next() ?? "0").value) : Number(given === "" ? 0 : given);
  }
}

function directiveOf(found: readonly (string | undefined)[], left: Arguments): Directive {
  const [, , given = "", width, precision, , kind = "s"] = found;
  const wide = left.size(width) ?? 0;
  const exact = left.size(precision);
  return {
    flags: wide < 0 ? `${given}-` : given,
    width: Math.abs(wide),
    precision: exact !== undefined && exact < 0 ? undefined : exact,
    kind,
  };
}

/** The format used once; undefined where `%b` has ended all. */
function once(format: string, left: Arguments, faults: string[]): { readonly text: string; readonly ends: boolean } {
  let text = "";
  let at = 0;
  for (const found of format.matchAll(directive)) {
    text += unescaped(format.slice(at, found.index)).text;
    at = found.index + found[0].length;
    if (found[1] === "%") {
      text += "%";
      continue;
    }
    const made = directiveOf(found, left);
    const given = left.next();
    const one = made.kind === "T" ? { text: timeText(found[5] ?? "", given) } : converted(given ?? "", made);
    if ("fault" in one && given !== undefined) faults.push(given);
    text += padded(one.text, made);
    if ("ends" in one && one.ends === true) return { text, ends: true };
  }
  const rest = unescaped(format.slice(at));
  return { text: text + rest.text, ends: rest.ended };
}

/** `printf`: the format is used again until the arguments are used up. */
export function formatted(format: string, args: readonly string[]): Formatted {
  const left = new Arguments(args);
  const faults: string[] = [];
  let text = "";
  for (;;) {
    const before = left.used;
    const made = once(format, left, faults);
    text += made.text;
    if (made.ends || left.used >= args.length || left.used === before) return { text, faults };
  }
}
