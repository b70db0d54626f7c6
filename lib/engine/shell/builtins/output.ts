import { setElement, setVariable } from "../assign";
import { unescaped } from "../escapes";
import { backslashed } from "../quote";
import { say, type Scope } from "../scope";
import type { Builtin } from "../shell";

const echo: Builtin = (args, scope) => {
  const flags = args.findIndex((arg) => !/^-[neE]+$/.test(arg));
  const count = flags < 0 ? args.length : flags;
  const options = args.slice(0, count).join("");
  const text = args.slice(count).join(" ");
  const made = options.includes("e") ? unescaped(text) : { text, ended: false };
  say(scope, 1, made.text + (options.includes("n") || made.ended ? "" : "\n"));
  return 0;
};

const directive = /%(%|([-+ 0#]*)(\*|\d+)?(?:\.(\*|\d+))?([diouxXcsbqeEfgG]))/g;

const numeric = (text: string): number => {
  if (/^['"]/.test(text)) return text.codePointAt(1) ?? 0;
  if (/^-?0[0-7]+$/.test(text)) return Number.parseInt(text, 8);
  return Number(text === "" ? 0 : text) || 0;
};

const conversions: Readonly<Record<string, (value: string, precision: number | undefined) => string>> = {
  s: (value, precision) => value.slice(0, precision),
  b: (value) => unescaped(value).text,
  q: backslashed,
  c: (value) => value.slice(0, 1),
  d: (value) => String(Math.trunc(numeric(value))),
  i: (value) => String(Math.trunc(numeric(value))),
  u: (value) => String(Math.trunc(numeric(value)) >>> 0),
  o: (value) => Math.trunc(numeric(value)).toString(8),
  x: (value) => Math.trunc(numeric(value)).toString(16),
  X: (value) => Math.trunc(numeric(value)).toString(16).toUpperCase(),
  f: (value, precision) => numeric(value).toFixed(precision ?? 6),
  e: (value, precision) => numeric(value).toExponential(precision ?? 6),
  E: (value, precision) =>
    numeric(value)
      .toExponential(precision ?? 6)
      .toUpperCase(),
  g: (value) => String(numeric(value)),
  G: (value) => String(numeric(value)).toUpperCase(),
};

function padded(text: string, flags: string, width: number): string {
  if (flags.includes("-")) return text.padEnd(width);
  if (!flags.includes("0")) return text.padStart(width);
  return text.startsWith("-") ? `-${text.slice(1).padStart(width - 1, "0")}` : text.padStart(width, "0");
}

/** `printf`: the format is used again until the arguments are used up. */
export function formatted(format: string, args: readonly string[]): string {
  const left = [...args];
  const plain = unescaped(format).text;
  const once = () =>
    plain.replace(directive, (...found) => {
      const [, all, flags = "", width, precision, kind = "s"] = found as (string | undefined)[];
      if (all === "%") return "%";
      const size = (given: string | undefined) => (given === "*" ? Number(left.shift() ?? 0) : Number(given ?? 0));
      const wide = size(width);
      const exact = precision === undefined ? undefined : size(precision);
      const text = conversions[kind]?.(left.shift() ?? "", exact) ?? "";
      const signed = flags.includes("+") && /[dief]/.test(kind) && !text.startsWith("-") ? `+${text}` : text;
      return padded(signed, flags, wide);
    });
  let text = once();
  for (let before = args.length; left.length > 0 && left.length < before;) {
    before = left.length;
    text += once();
  }
  return text;
}

const printf: Builtin = (args, scope: Scope) => {
  const rest = args[0] === "--" ? args.slice(1) : args;
  if (rest[0] === "-v" && rest[1] !== undefined) {
    const text = formatted(rest[2] ?? "", rest.slice(3));
    const [, array, index] = /^(\w+)\[([^]*)\]$/.exec(rest[1]) ?? [];
    if (array === undefined || index === undefined) setVariable(rest[1], text, false, scope);
    else setElement(array, index, text, false, scope);
    return 0;
  }
  say(scope, 1, formatted(rest[0] ?? "", rest.slice(1)));
  return 0;
};

export const output: Readonly<Record<string, Builtin>> = { echo, printf };
