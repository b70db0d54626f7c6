import { readFlags, reasonOf, type Call, type Command } from "./command";
import { named, whole } from "./texts";

async function input(call: Call, names: readonly string[]): Promise<{ readonly bytes: Buffer; readonly code: number }> {
  const all: Uint8Array[] = [];
  let code = 0;
  for (const name of named(names)) {
    try {
      all.push(await whole(call, name));
    } catch (error) {
      call.complain(`${name}: ${reasonOf(error)}`);
      code = 1;
    }
  }
  return { bytes: Buffer.concat(all), code };
}

const sizes: Readonly<Record<string, number>> = { b: 512, k: 1024, K: 1024, m: 1024 ** 2, M: 1024 ** 2 };

const countOf = (text: string): number => {
  const [, digits = "0", unit = ""] = /^(0x[\da-fA-F]+|\d+)([bkKmM]?)$/.exec(text) ?? [];
  return Number(digits) * (sizes[unit] ?? 1);
};

/** The part of the bytes that was asked for: some left out at the beginning, no more than so many. */
function part(
  bytes: Buffer,
  skip: string | undefined,
  most: string | undefined,
): { readonly bytes: Buffer; readonly from: number } {
  const from = Math.min(bytes.length, skip === undefined ? 0 : countOf(skip));
  const rest = bytes.subarray(from);
  return { bytes: most === undefined ? rest : rest.subarray(0, countOf(most)), from };
}

const hex = (value: number, width: number): string => value.toString(16).padStart(width, "0");
const visible = (bytes: Iterable<number>): string =>
  [...bytes].map((byte) => (byte >= 32 && byte < 127 ? String.fromCodePoint(byte) : ".")).join("");

/** Rows of bytes; those that repeat the one before are a star. */
function* rowsIn(
  bytes: Buffer,
  width: number,
  repeats: boolean,
): Generator<{ readonly at: number; readonly row: Buffer } | "*"> {
  let before: Buffer | undefined;
  let starred = false;
  for (let at = 0; at < bytes.length; at += width) {
    const row = bytes.subarray(at, at + width);
    if (!repeats && before?.equals(row) === true && row.length === width) {
      if (!starred) yield "*";
      starred = true;
      continue;
    }
    starred = false;
    before = row;
    yield { at, row };
  }
}

/** `-C` and the words of two bytes that come without it. */
export const hexdump: Command = async (call) => {
  const flags = readFlags(call.args, "nsef", { canonical: "C", length: "n", skip: "s", "no-squeezing": "v" });
  const { bytes: all, code } = await input(call, flags.rest);
  const { bytes, from } = part(all, flags.value("s"), flags.value("n"));
  if (bytes.length === 0) return code;
  const canonical = flags.has("C") || call.name === "hd";
  const offset = (at: number) => hex(at + from, canonical ? 8 : 7);
  for (const one of rowsIn(bytes, 16, flags.has("v"))) {
    if (one === "*") {
      call.out("*\n");
      continue;
    }
    const { at, row } = one;
    if (canonical) {
      const cells = [...row].map((byte, place) => `${place === 8 ? " " : ""}${hex(byte, 2)} `).join("");
      call.out(`${offset(at)}  ${cells.padEnd(49)} |${visible(row)}|\n`);
      continue;
    }
    const words = Array.from({ length: Math.ceil(row.length / 2) }, (_, place) =>
      hex((row[place * 2] ?? 0) | ((row[place * 2 + 1] ?? 0) << 8), 4),
    );
    call.out(`${[offset(at), ...words].join(" ").padEnd(47)}\n`);
  }
  call.out(`${offset(bytes.length)}\n`);
  return code;
};

const names: Readonly<Record<number, string>> = {
  0: "\\0",
  7: "\\a",
  8: "\\b",
  9: "\\t",
  10: "\\n",
  11: "\\v",
  12: "\\f",
  13: "\\r",
};
const control =
  "nul soh stx etx eot enq ack bel bs ht nl vt ff cr so si dle dc1 dc2 dc3 dc4 nak syn etb can em sub esc fs gs rs us sp".split(
    " ",
  );

interface Format {
  readonly size: number;
  readonly width: number;
  readonly show: (row: Buffer, at: number) => string;
  readonly letters: boolean;
}

const widths: Readonly<Record<string, readonly number[]>> = {
  x: [0, 2, 4, 0, 8, 0, 0, 0, 16],
  o: [0, 3, 6, 0, 11, 0, 0, 0, 22],
  d: [0, 4, 6, 0, 11, 0, 0, 0, 20],
  u: [0, 3, 5, 0, 10, 0, 0, 0, 20],
};
const namedSizes: Readonly<Record<string, number>> = { C: 1, S: 2, I: 4, L: 8, F: 4, D: 8 };

const nameOf = (byte: number): string => control[byte] ?? (byte === 127 ? "del" : String.fromCodePoint(byte));

/** A whole number of some bytes, the lowest first. */
function numberAt(row: Buffer, at: number, bytes: number): bigint {
  return [...row.subarray(at, at + bytes)].reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
}

const wholes: Readonly<Record<string, (value: bigint, bytes: number, width: number) => string>> = {
  d: (value, bytes, width) => String(BigInt.asIntN(bytes * 8, value)).padStart(width),
  u: (value, _bytes, width) => String(value).padStart(width),
  o: (value, _bytes, width) => value.toString(8).padStart(width, "0"),
  x: (value, _bytes, width) => value.toString(16).padStart(width, "0"),
};

function fraction(bytes: number): Omit<Format, "letters"> {
  const isSmall = bytes === 4;
  const show = (row: Buffer, at: number) => {
    const value = isSmall ? row.readFloatLE(at) : row.readDoubleLE(at);
    return String(Number(value.toPrecision(isSmall ? 7 : 15))).padStart(isSmall ? 16 : 25);
  };
  return { size: bytes, width: isSmall ? 16 : 25, show };
}

const sizeOf = (kind: string, size: string): number => namedSizes[size] ?? Number(size || (kind === "f" ? 8 : 4));

function formatOf(text: string): Format | undefined {
  const [, kind = "", size = "", z = ""] = /^([acdfoux])(\d+|[CSILFD])?(z?)$/.exec(text) ?? [];
  const letters = z !== "";
  const sign = { a: (byte: number) => nameOf(byte & 127), c: charOf }[kind];
  if (sign) return { size: 1, width: 4, letters, show: (row, at) => sign(row[at] ?? 0).padStart(4) };
  const bytes = sizeOf(kind, size);
  if (kind === "f") return { ...fraction(bytes), letters };
  const width = widths[kind]?.[bytes] ?? 0;
  const write = wholes[kind];
  if (width === 0 || write === undefined) return undefined;
  const show = (row: Buffer, at: number) => ` ${write(numberAt(row, at, bytes), bytes, width)}`;
  return { size: bytes, width: width + 1, letters, show };
}

const charOf = (byte: number): string =>
  names[byte] ?? (byte >= 32 && byte < 127 ? String.fromCodePoint(byte) : byte.toString(8).padStart(3, "0"));

/** `-c`, `-x` and the like, in the words of `-t`. */
const shorthand: Readonly<Record<string, string>> = {
  a: "a",
  b: "o1",
  c: "c",
  d: "u2",
  f: "f4",
  i: "d4",
  l: "d8",
  o: "o2",
  s: "d2",
  x: "x2",
};
const bases: Readonly<Record<string, readonly [radix: number, width: number]>> = {
  o: [8, 7],
  d: [10, 7],
  x: [16, 6],
  n: [0, 0],
};

interface Asked {
  readonly formats: Format[];
  readonly kept: string[];
  wrong: string | undefined;
}

function addFormats(asked: Asked, text: string): void {
  const parts = text.match(/[acdfoux](?:\d+|[CSILFD])?z?/g) ?? [text];
  const made = parts.map(formatOf).filter((format) => format !== undefined);
  asked.formats.push(...made);
  if (made.length < parts.length) asked.wrong = text;
}

/** `-A x -t x1 -v` in one word, `-w16`, `--format=x1`: as words that say one thing each. */
const spelledOut = (arg: string): string[] => {
  const [, before = "", type] = /^-(v|A[odxn]v?|)t(.*)$/.exec(arg) ?? [];
  if (type !== undefined) return [...(before === "" ? [] : [`-${before}`]), type === "" ? "-t" : `--format=${type}`];
  if (/^-w\d*$/.test(arg)) return [`--width=${arg.slice(2) || "32"}`];
  const letters = /^-([acdfiloxsbv]+)$/.exec(arg)?.[1]?.split("") ?? [];
  return letters.length === 0
    ? [arg]
    : letters.map((letter) => (letter === "v" ? "-v" : `--format=${shorthand[letter] ?? ""}`));
};

/** The formats, in their order, and what is left to be read as usual. */
function askedOf(args: readonly string[]): Asked {
  const asked: Asked = { formats: [], kept: [], wrong: undefined };
  const queue = args.flatMap(spelledOut);
  for (let arg = queue.shift(); arg !== undefined; arg = queue.shift()) {
    if (arg === "-t") addFormats(asked, queue.shift() ?? "");
    else if (arg.startsWith("--format=")) addFormats(asked, arg.slice("--format=".length));
    else asked.kept.push(arg);
  }
  if (asked.formats.length === 0) addFormats(asked, "o2");
  return asked;
}

const longOd = { "address-radix": "A", "read-bytes": "N", "skip-bytes": "j", "output-duplicates": "v" };

/** One row in every format, each on a line of its own. */
function linesFor(bytes: Buffer, formats: readonly Format[], width: number, address: string): string {
  const row = Buffer.concat([bytes, Buffer.alloc(16)]);
  const cell = Math.max(...formats.map((format) => format.width / format.size));
  const lines = formats.map(({ size, show, letters }, order) => {
    const wide = Math.ceil(cell * size);
    const places = [...Array(Math.ceil(bytes.length / size)).keys()];
    const cells = places.map((place) => show(row, place * size).padStart(wide)).join("");
    const text = letters ? `${cells.padEnd(Math.ceil(width / size) * wide)}  >${visible(bytes)}<` : cells;
    return `${order === 0 ? address : " ".repeat(address.length)}${text}\n`;
  });
  return lines.join("");
}

export const od: Command = async (call) => {
  const { formats, kept, wrong } = askedOf(call.args);
  if (wrong !== undefined) {
    call.complain(`invalid type string ‘${wrong}’`);
    return 1;
  }
  const flags = readFlags(kept, "ANjS", longOd);
  const { bytes: all, code } = await input(call, flags.rest);
  const { bytes, from } = part(all, flags.value("j"), flags.value("N"));
  const [radix, places] = bases[flags.value("A") ?? "o"] ?? [8, 7];
  const address = (at: number) => (radix === 0 ? "" : (at + from).toString(radix).padStart(places, "0"));
  const width = Number(flags.value("width") ?? 16) || 16;
  for (const one of rowsIn(bytes, width, flags.has("v"))) {
    call.out(one === "*" ? "*\n" : linesFor(one.row, formats, width, address(one.at)));
  }
  if (radix !== 0) call.out(`${address(bytes.length)}\n`);
  return code;
};
