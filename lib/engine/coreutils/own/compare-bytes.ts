import fs from "node:fs";
import { reasonOf, readFlags, type Call, type Command, type Flags } from "./command";
import { whole } from "./texts";

const printed = (byte: number): string => {
  const low = byte & 127;
  const plain = low === 127 ? "^?" : low < 32 ? `^${String.fromCodePoint(low + 64)}` : String.fromCodePoint(low);
  return byte > 127 ? `M-${plain}` : plain;
};

const octal = (byte: number): string => byte.toString(8).padStart(3);
const withSign = (byte: number, width = 0): string => `${octal(byte)} ${printed(byte).padEnd(width)}`;

async function bytesOf(call: Call, name: string): Promise<Uint8Array | undefined> {
  try {
    if (name !== "-" && fs.statSync(name).isDirectory()) throw Object.assign(new Error(), { code: "EISDIR" });
    return await whole(call, name);
  } catch (error) {
    call.complain(`${name}: ${reasonOf(error)}`);
    return undefined;
  }
}

interface Side {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const lineAt = (bytes: Uint8Array, at: number): number =>
  bytes.subarray(0, at).filter((byte) => byte === 10).length + 1;

/** Where they differ: the first place alone, or every place with `-l`. */
function tellDifferences({ out }: Call, a: Side, b: Side, places: readonly number[], flags: Flags): void {
  const [first = 0] = places;
  const at = (place: number): readonly [number, number] => [a.bytes[place] ?? 0, b.bytes[place] ?? 0];
  if (!flags.has("l")) {
    const [x, y] = at(first);
    const bytes = flags.has("b") ? ` is ${withSign(x)} ${withSign(y)}` : "";
    out(`${a.name} ${b.name} differ: byte ${first + 1}, line ${lineAt(a.bytes, first)}${bytes}\n`);
    return;
  }
  const width = String(Math.min(a.bytes.length, b.bytes.length)).length;
  for (const place of places) {
    const [x, y] = at(place);
    const shown = flags.has("b") ? `${withSign(x, 4)} ${withSign(y)}` : `${octal(x)} ${octal(y)}`;
    out(`${String(place + 1).padStart(width)} ${shown}\n`);
  }
}

function tellEnd({ complain }: Call, { name, bytes }: Side, isList: boolean): void {
  if (bytes.length === 0) {
    complain(`EOF on ${name} which is empty`);
    return;
  }
  const lines = lineAt(bytes, bytes.length) - 1;
  const where = bytes.at(-1) === 10 ? `line ${lines}` : `in line ${lines + 1}`;
  complain(`EOF on ${name} after byte ${bytes.length}${isList ? "" : `, ${where}`}`);
}

function compare(call: Call, a: Side, b: Side, flags: Flags, most: number): number {
  const end = Math.min(a.bytes.length, b.bytes.length, most);
  const places: number[] = [];
  for (let at = 0; at < end; at++) {
    if (a.bytes[at] === b.bytes[at]) continue;
    places.push(at);
    if (!flags.has("l")) break;
  }
  const quiet = flags.has("s");
  if (places.length > 0 && !quiet) tellDifferences(call, a, b, places, flags);
  if (places.length > 0 && !flags.has("l")) return 1;
  if (a.bytes.length === b.bytes.length || end === most) return Number(places.length > 0);
  if (!quiet) tellEnd(call, a.bytes.length < b.bytes.length ? a : b, flags.has("l"));
  return 1;
}

export const cmp: Command = async (call) => {
  const flags = readFlags(call.args, "ni", { silent: "s", quiet: "s", verbose: "l", "print-bytes": "b", bytes: "n" });
  const [one, two = "-", ...skips] = flags.rest;
  if (one === undefined) {
    call.complain("missing operand after 'cmp'");
    return 2;
  }
  const [a, b] = [await bytesOf(call, one), await bytesOf(call, two)];
  if (a === undefined || b === undefined) return 2;
  const [first = "0", second = first] = flags.value("i")?.split(":") ?? skips;
  const most = flags.has("n") ? Number(flags.value("n")) : Number.POSITIVE_INFINITY;
  const sides = [
    { name: one, bytes: a.subarray(Number(first)) },
    { name: two, bytes: b.subarray(Number(second)) },
  ] as const;
  return compare(call, sides[0], sides[1], flags, most);
};
