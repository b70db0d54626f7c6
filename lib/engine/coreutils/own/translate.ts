import { readFlags, type Command } from "./command";
import { pieces } from "./texts";

const escapes: Readonly<Record<string, number>> = { a: 7, b: 8, f: 12, n: 10, r: 13, t: 9, v: 11, "\\": 92 };

const bytes = [...Array(256).keys()];
const within = (pattern: RegExp): number[] =>
  bytes.filter((byte) => byte < 128 && pattern.test(String.fromCodePoint(byte)));
const classes: Readonly<Record<string, readonly number[]>> = {
  alnum: within(/[0-9A-Za-z]/),
  alpha: within(/[A-Za-z]/),
  blank: within(/[ \t]/),
  cntrl: bytes.filter((byte) => byte < 32 || byte === 127),
  digit: within(/\d/),
  graph: within(/[!-~]/),
  lower: within(/[a-z]/),
  print: within(/[ -~]/),
  punct: within(/[!-/:-@[-`{-~]/),
  space: within(/[\t-\r ]/),
  upper: within(/[A-Z]/),
  xdigit: within(/[\dA-Fa-f]/),
};

const token =
  /\[:(\w+):\]|\[=(.)=\]|\[(\\?[^])\*(\d*)\]|(\\[0-7]{1,3}|\\?[^])-(\\[0-7]{1,3}|\\?[^])|(\\[0-7]{1,3}|\\[^]|[^])/g;

function byteOf(text: string): number {
  if (!text.startsWith("\\") || text.length === 1) return text.codePointAt(0) ?? 0;
  if (/^\\[0-7]/.test(text)) return Number.parseInt(text.slice(1), 8) & 255;
  return escapes[text.slice(1)] ?? text.codePointAt(1) ?? 0;
}

class TranslateFailure extends Error {}

function rangeOf(from: string, to: string): number[] {
  const [first, last] = [byteOf(from), byteOf(to)];
  if (first > last)
    throw new TranslateFailure(`range-endpoints of '${from}-${to}' are in reverse collating sequence order`);
  return bytes.slice(first, last + 1);
}

function membersOf(name: string): readonly number[] {
  const members = classes[name];
  if (members === undefined) throw new TranslateFailure(`invalid character class '${name}'`);
  return members;
}

const countOf = (digits: string): number => Number.parseInt(digits || "0", digits.startsWith("0") ? 8 : 10);
const repeat = (byte: number, count: number): number[] => Array.from({ length: Math.max(0, count) }, () => byte);

/** The bytes that `a-z[:space:][x*3]\n` lists; what repeats without a number fills up to `length`. */
function listed(text: string, length = 0): number[] {
  const made: number[] = [];
  let fill: { readonly at: number; readonly byte: number } | undefined;
  for (const found of Buffer.from(text).toString("latin1").matchAll(token)) {
    const [, name, same, repeated, count = "", from, to = "", one = ""] = found as (string | undefined)[];
    if (name !== undefined) made.push(...membersOf(name));
    else if (from !== undefined) made.push(...rangeOf(from, to));
    else if (repeated === undefined) made.push(byteOf(same ?? one));
    else if (countOf(count) > 0) made.push(...repeat(byteOf(repeated), countOf(count)));
    else fill = { at: made.length, byte: byteOf(repeated) };
  }
  if (fill) made.splice(fill.at, 0, ...repeat(fill.byte, length - made.length));
  return made;
}

interface Plan {
  readonly deleted: ReadonlySet<number>;
  readonly map: Uint8Array;
  readonly squeezed: ReadonlySet<number>;
}

function mapFor(from: readonly number[], to: readonly number[], cuts: boolean): Uint8Array {
  const map = Uint8Array.from(bytes);
  const last = to.at(-1);
  for (const [at, byte] of from.entries()) {
    const by = to[at] ?? (cuts ? undefined : last);
    if (by !== undefined) map[byte] = by;
  }
  return map;
}

function planOf(sets: readonly string[], has: (flag: string) => boolean): Plan {
  const [first = "", second] = sets;
  const given = listed(first);
  const from = has("c") || has("C") ? bytes.filter((byte) => !given.includes(byte)) : given;
  const to = second === undefined ? undefined : listed(second, from.length);
  const translates = !has("d") && to !== undefined;
  return {
    deleted: new Set(has("d") ? from : []),
    map: translates ? mapFor(from, to, has("t")) : Uint8Array.from(bytes),
    squeezed: new Set(has("s") ? (to ?? from) : []),
  };
}

/** What is wrong with how it was called. */
function misuse(sets: readonly string[], has: (flag: string) => boolean): string | undefined {
  const [first, second, third] = sets;
  if (first === undefined) return "missing operand";
  if (third !== undefined || (second !== undefined && has("d") && !has("s")))
    return `extra operand '${third ?? second ?? ""}'`;
  if (second === undefined && !has("d") && !has("s"))
    return `missing operand after '${first}'\nTwo strings must be given when translating.`;
  return undefined;
}

/** Byte by byte, as it comes. */
export const tr: Command = async (call) => {
  const flags = readFlags(
    call.args.map((arg) => (/^-[cCdst]+$|^--\w/.test(arg) ? arg : arg.replace(/^-/, "\\-"))),
    "",
    {
      complement: "c",
      delete: "d",
      "squeeze-repeats": "s",
      "truncate-set1": "t",
    },
  );
  const wrong = misuse(flags.rest, flags.has);
  if (wrong !== undefined) {
    call.complain(`${wrong}\nTry 'tr --help' for more information.`);
    return 1;
  }
  try {
    const { deleted, map, squeezed } = planOf(flags.rest, flags.has);
    let before = -1;
    for await (const piece of pieces(call, [], () => undefined)) {
      const made = new Uint8Array(piece.length);
      let length = 0;
      for (const byte of piece) {
        const by = map[byte] ?? byte;
        if (deleted.has(byte) || (by === before && squeezed.has(by))) continue;
        made[length++] = before = by;
      }
      if (length > 0) call.out(made.subarray(0, length));
    }
    return 0;
  } catch (error) {
    if (!(error instanceof TranslateFailure)) throw error;
    call.complain(error.message);
    return 1;
  }
};
