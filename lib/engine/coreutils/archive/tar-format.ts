/** One thing of an archive. */
export interface TarEntry {
  readonly name: string;
  readonly type: "file" | "folder" | "symlink" | "link";
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly user: string;
  readonly group: string;
  /** In seconds. */
  readonly modified: number;
  readonly target: string;
  readonly body: Uint8Array;
}

const block = 512;
const encoder = new TextEncoder();
const decoder = new TextDecoder();
const typeSigns = { file: "0", link: "1", symlink: "2", folder: "5" } as const;

const padded = (size: number): number => Math.ceil(size / block) * block;
const octal = (value: number, width: number): string =>
  Math.max(0, Math.floor(value))
    .toString(8)
    .padStart(width - 1, "0");

function header(entry: TarEntry, name: Uint8Array, sign: string, size: number): Uint8Array {
  const bytes = new Uint8Array(block);
  const put = (text: string, at: number): void => {
    bytes.set(encoder.encode(text), at);
  };
  bytes.set(name.subarray(0, 100), 0);
  put(octal(entry.mode & 0o7777, 8), 100);
  put(octal(entry.uid, 8), 108);
  put(octal(entry.gid, 8), 116);
  put(octal(size, 12), 124);
  put(octal(entry.modified, 12), 136);
  put(" ".repeat(8), 148);
  put(sign, 156);
  bytes.set(encoder.encode(entry.target).subarray(0, 100), 157);
  put("ustar  ", 257);
  put(entry.user.slice(0, 31), 265);
  put(entry.group.slice(0, 31), 297);
  const sum = bytes.reduce((all, byte) => all + byte, 0);
  put(`${octal(sum, 7)}\0 `, 148);
  return bytes;
}

function withBody(head: Uint8Array, body: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(block + padded(body.length));
  bytes.set(head);
  bytes.set(body, block);
  return bytes;
}

/** GNU's way of a name that is longer than its place. */
function longName(text: Uint8Array, sign: "L" | "K"): Uint8Array {
  const body = new Uint8Array(text.length + 1);
  body.set(text);
  const entry = { mode: 0, uid: 0, gid: 0, modified: 0, target: "", user: "root", group: "root" } as TarEntry;
  return withBody(header(entry, encoder.encode("././@LongLink"), sign, body.length), body);
}

/** The bytes of one thing, with what must stand before it. */
export function entryBytes(entry: TarEntry): Uint8Array {
  const name = encoder.encode(entry.name);
  const target = encoder.encode(entry.target);
  const parts: Uint8Array[] = [];
  if (target.length > 100) parts.push(longName(target, "K"));
  if (name.length > 100) parts.push(longName(name, "L"));
  parts.push(withBody(header(entry, name, typeSigns[entry.type], entry.body.length), entry.body));
  return Buffer.concat(parts);
}

/** Two empty blocks, filled to ten kilobytes as tar does. */
export const endBytes = (size: number): Uint8Array =>
  new Uint8Array(Math.ceil((size + 2 * block) / 10_240) * 10_240 - size);

const textAt = (bytes: Uint8Array, from: number, length: number): string => {
  const field = bytes.subarray(from, from + length);
  const end = field.indexOf(0);
  return decoder.decode(end === -1 ? field : field.subarray(0, end));
};

function numberAt(bytes: Uint8Array, from: number, length: number): number {
  const [first = 0] = bytes.subarray(from);
  if (first < 0x80) return Number.parseInt(textAt(bytes, from, length).trim() || "0", 8);
  return bytes.subarray(from + 1, from + length).reduce((value, byte) => value * 256 + byte, 0);
}

/** `12 path=name\n` after another. */
function paxRecords(body: Uint8Array): ReadonlyMap<string, string> {
  const records = new Map<string, string>();
  for (let at = 0; at < body.length;) {
    const space = body.indexOf(32, at);
    const length = Number(decoder.decode(body.subarray(at, space)));
    if (space === -1 || !Number.isInteger(length) || length <= 0) break;
    const [, key = "", value = ""] =
      /^([^=]*)=([^]*)\n$/u.exec(decoder.decode(body.subarray(space + 1, at + length))) ?? [];
    records.set(key, value);
    at += length;
  }
  return records;
}

const types: Readonly<Record<string, TarEntry["type"]>> = {
  "0": "file",
  "\0": "file",
  "": "file",
  "7": "file",
  "1": "link",
  "2": "symlink",
  "5": "folder",
};

export class TarError extends Error {}

function checkSum(head: Uint8Array): boolean {
  const sum = head.reduce((all, byte, at) => all + (at >= 148 && at < 156 ? 32 : byte), 0);
  return sum === numberAt(head, 148, 8);
}

interface Extra {
  name?: string;
  target?: string;
  pax: ReadonlyMap<string, string>;
}

function entryOf(head: Uint8Array, body: Uint8Array, extra: Extra): TarEntry | undefined {
  const prefix = textAt(head, 257, 8).startsWith("ustar ") ? "" : textAt(head, 345, 155);
  const plain = textAt(head, 0, 100);
  const name = extra.pax.get("path") ?? extra.name ?? (prefix === "" ? plain : `${prefix}/${plain}`);
  const sign = String.fromCharCode(head[156] ?? 0);
  const type = sign !== "5" && name.endsWith("/") ? "folder" : types[sign];
  if (type === undefined) return undefined;
  return {
    name,
    type,
    mode: numberAt(head, 100, 8),
    uid: numberAt(head, 108, 8),
    gid: numberAt(head, 116, 8),
    user: textAt(head, 265, 32),
    group: textAt(head, 297, 32),
    modified: Number(extra.pax.get("mtime") ?? numberAt(head, 136, 12)),
    target: extra.pax.get("linkpath") ?? extra.target ?? textAt(head, 157, 100),
    body,
  };
}

/** What an archive holds, one after another. */
export function* readTar(bytes: Uint8Array): Iterable<TarEntry> {
  let extra: Extra = { pax: new Map() };
  for (let at = 0; at + block <= bytes.length;) {
    const head = bytes.subarray(at, at + block);
    if (head.every((byte) => byte === 0)) return;
    if (!checkSum(head))
      throw new TarError(at === 0 ? "This does not look like a tar archive" : "Skipping to next header");
    const sign = String.fromCharCode(head[156] ?? 0);
    const size = storedSize(head, sign, extra);
    const body = bytes.subarray(at + block, at + block + size);
    if (body.length < size) throw new TarError("Unexpected EOF in archive");
    at += block + padded(size);
    if (takeExtra(sign, body, extra)) continue;
    const entry = entryOf(head, body, extra);
    extra = { pax: new Map() };
    if (entry) yield entry;
  }
}

/** Folders and links have nothing behind them, whatever size they name. */
function storedSize(head: Uint8Array, sign: string, { pax }: Extra): number {
  return ["1", "2", "5"].includes(sign) ? 0 : Number(pax.get("size") ?? numberAt(head, 124, 12));
}

/** Whether it only says more of what comes next. */
function takeExtra(sign: string, body: Uint8Array, extra: Extra): boolean {
  if (sign === "L") extra.name = textAt(body, 0, body.length);
  else if (sign === "K") extra.target = textAt(body, 0, body.length);
  else if (sign === "x") extra.pax = paxRecords(body);
  return ["L", "K", "x", "g"].includes(sign);
}
