import { readFileSync, writeFileSync } from "node:fs";
import { ToolFailure } from "../lines/run-tool";
import { reasonOf, type Call, type Command } from "../own/command";
import { whole } from "../own/texts";

interface Settings {
  readonly columns: number | undefined;
  readonly group: number | undefined;
  readonly length: number;
  readonly seek: number;
  readonly flags: ReadonlySet<string>;
  readonly files: readonly string[];
}

const valued: Readonly<Record<string, string>> = {
  c: "c",
  cols: "c",
  g: "g",
  groupsize: "g",
  l: "l",
  len: "l",
  s: "s",
  seek: "s",
  o: "o",
};
const plain: Readonly<Record<string, string>> = {
  p: "p",
  ps: "p",
  plain: "p",
  postscript: "p",
  r: "r",
  revert: "r",
  b: "b",
  bits: "b",
  i: "i",
  include: "i",
  u: "u",
  e: "e",
  a: "a",
};

const usage = `Usage:
       xxd [options] [infile [outfile]]
    or
       xxd -r [-s [-]offset] [-c cols] [-ps] [infile [outfile]]`;

/** A letter that takes a number, joined to it or before it. */
function valueOf(arg: string, queue: string[]): readonly [string, number] | undefined {
  const name = valued[arg.replace(/^--?/u, "")];
  if (name !== undefined) return [name, Number(queue.shift() ?? 0)];
  const [, letter = "", joined] = /^-([cglso])(.+)$/u.exec(arg) ?? [];
  return joined === undefined ? undefined : [letter, Number(joined)];
}

function settingsOf(args: readonly string[]): Settings {
  const values = new Map<string, number>();
  const flags = new Set<string>();
  const files: string[] = [];
  const queue = [...args];
  for (let arg = queue.shift(); arg !== undefined; arg = queue.shift()) {
    const flag = plain[arg.replace(/^--?/u, "")];
    if (arg === "-" || !arg.startsWith("-")) files.push(arg);
    else if (flag !== undefined) flags.add(flag);
    else {
      const pair = valueOf(arg, queue);
      if (pair === undefined) throw new ToolFailure(usage);
      values.set(...pair);
    }
  }
  const seek = values.get("s") ?? 0;
  const length = values.get("l") ?? Number.POSITIVE_INFINITY;
  return { columns: values.get("c"), group: values.get("g"), length, seek, flags, files };
}

const shown = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : ".")).join("");

function dump(bytes: Uint8Array, { flags, columns, group, seek }: Settings): string {
  const bits = flags.has("b");
  const wide = columns ?? (bits ? 6 : 16);
  const size = group ?? (bits ? 1 : flags.has("e") ? 4 : 2);
  const digit = (byte: number): string =>
    bits ? byte.toString(2).padStart(8, "0") : byte.toString(16).padStart(2, "0");
  const cell = (part: Uint8Array): string => {
    const order = flags.has("e") ? Uint8Array.from(part).toReversed() : part;
    const text = Array.from(order, digit).join("");
    return flags.has("u") ? text.toUpperCase() : text;
  };
  const width = wide * (bits ? 8 : 2) + (size > 0 ? Math.ceil(wide / size) - 1 : 0);
  let text = "";
  for (let at = 0; at < bytes.length; at += wide) {
    const row = bytes.subarray(at, at + wide);
    const step = size > 0 ? size : wide;
    const cells = Array.from({ length: Math.ceil(row.length / step) }, (_, place) =>
      cell(row.subarray(place * step, (place + 1) * step)),
    );
    text += `${(at + seek).toString(16).padStart(8, "0")}: ${cells.join(" ").padEnd(width)}  ${shown(row)}\n`;
  }
  return text;
}

function plainDump(bytes: Uint8Array, { columns, flags }: Settings): string {
  const text = Buffer.from(bytes).toString("hex");
  const wide = (columns ?? 30) * 2;
  const lines = wide === 0 ? [text] : (text.match(new RegExp(`.{1,${wide}}`, "gu")) ?? []);
  const all = lines.map((line) => `${line}\n`).join("");
  return flags.has("u") ? all.toUpperCase() : all;
}

function asInclude(bytes: Uint8Array, { files, columns, flags }: Settings): string {
  const wide = columns ?? 12;
  const cells = Array.from(bytes, (byte) => {
    const digits = byte.toString(16).padStart(2, "0");
    return flags.has("u") ? `0X${digits.toUpperCase()}` : `0x${digits}`;
  });
  const rows = Array.from(
    { length: Math.ceil(cells.length / wide) },
    (_, at) => `  ${cells.slice(at * wide, (at + 1) * wide).join(", ")}`,
  );
  const body = rows.join(",\n");
  const [file] = files;
  if (file === undefined || file === "-") return `${body}\n`;
  const name = file.replace(/[^A-Za-z0-9_]/gu, "_");
  const known = /^\d/u.test(name) ? `__${name}` : name;
  return `unsigned char ${known}[] = {\n${body}\n};\nunsigned int ${known}_len = ${bytes.length};\n`;
}

function reverted(text: string, { flags }: Settings): Uint8Array {
  if (flags.has("p")) return Buffer.from(text.replace(/[^0-9a-fA-F]/gu, ""), "hex");
  const pieces = text.split("\n").flatMap((line) => {
    const [, place, hex] = /^\s*([0-9a-fA-F]+):\s?((?:[0-9a-fA-F]+ ?)+)/u.exec(line) ?? [];
    return place === undefined || hex === undefined
      ? []
      : [{ at: Number.parseInt(place, 16), bytes: Buffer.from(hex.replaceAll(" ", ""), "hex") }];
  });
  const all = Buffer.alloc(Math.max(0, ...pieces.map(({ at, bytes }) => at + bytes.length)));
  for (const { at, bytes } of pieces) bytes.copy(all, at);
  return all;
}

async function made(call: Call, settings: Settings): Promise<string | Uint8Array> {
  const { flags, seek, length, files } = settings;
  const all = await whole(call, files[0] ?? "-");
  if (flags.has("r")) return reverted(Buffer.from(all).toString("latin1"), settings);
  const from = seek < 0 ? all.length + seek : seek;
  const bytes = all.subarray(from, from + length);
  if (flags.has("p")) return plainDump(bytes, settings);
  return flags.has("i") ? asInclude(bytes, settings) : dump(bytes, { ...settings, seek: from });
}

/** Bytes as numbers, and back. */
export const xxd: Command = async (call) => {
  try {
    const settings = settingsOf(call.args);
    const result = await made(call, settings);
    const [, into] = settings.files;
    if (into === undefined || into === "-") call.out(result);
    else writeFileSync(into, result);
    return 0;
  } catch (error) {
    if (error instanceof ToolFailure) process.stderr.write(`${error.message}\n`);
    else call.complain(`${call.args.findLast((arg) => !arg.startsWith("-")) ?? "-"}: ${reasonOf(error)}`);
    return error instanceof ToolFailure ? 1 : 2;
  }
};

/** The texts in a file: runs of signs that can be shown. */
export const strings: Command = (call) => {
  const at = call.args.findIndex((arg) => /^-n|^-\d+$/u.test(arg));
  const flag = call.args[at] ?? "";
  const least = Number(at === -1 ? 4 : flag === "-n" ? call.args[at + 1] : flag.replace(/^-n?/u, ""));
  const files = call.args.filter((arg, place) => !arg.startsWith("-") && !(flag === "-n" && place === at + 1));
  for (const file of files.length > 0 ? files : [0]) {
    const text = readFileSync(file).toString("latin1");
    for (const [run] of text.matchAll(new RegExp(`[\\x20-\\x7e\\t]{${least},}`, "gu"))) call.out(`${run}\n`);
  }
  return 0;
};
