import type { ArchiveContent, ArchiveEntry } from "./archive-entries";

const recordSize = 512;
const blockSize = 20 * recordSize;
const longestName = 100;
const longestPrefix = 155;
const mask = 0o002;

interface Head {
  readonly name: string;
  readonly prefix?: string;
  readonly mode: number;
  readonly size: number;
  readonly type: "0" | "2" | "5" | "g" | "x";
  readonly link?: string;
  readonly time: number;
}

const octal = (number: number, digits: number): string => number.toString(8).padStart(digits, "0");

function header({ name, prefix = "", mode, size, type, link = "", time }: Head): Buffer {
  const bytes = Buffer.alloc(recordSize);
  const fields: readonly (readonly [number, string])[] = [
    [0, name],
    [100, octal(mode & 0o7777, 7)],
    [108, octal(0, 7)],
    [116, octal(0, 7)],
    [124, octal(size, 11)],
    [136, octal(time, 11)],
    [156, type],
    [157, link],
    [257, "ustar\u000000"],
    [265, "root"],
    [297, "root"],
    [329, octal(0, 7)],
    [337, octal(0, 7)],
    [345, prefix],
  ];
  for (const [at, text] of fields) bytes.write(text, at);
  bytes.fill(32, 148, 156);
  const sum = bytes.reduce((all, byte) => all + byte, 0);
  bytes.write(`${octal(sum, 7)}\0`, 148);
  return bytes;
}

function padded(bytes: Uint8Array): Uint8Array {
  const rest = bytes.length % recordSize;
  return rest === 0 ? bytes : Buffer.concat([bytes, Buffer.alloc(recordSize - rest)]);
}

/** A line of a header's extension, which begins with its own length. */
function extension(key: string, value: string): string {
  const body = ` ${key}=${value}\n`;
  const size = Buffer.byteLength(body);
  let digits = 1;
  while (String(size + digits).length > digits) digits += 1;
  return `${size + digits}${body}`;
}

/** Where a long name may be parted: at a slash, the first part as long as it may be. */
function partedName(path: Buffer): number {
  let at = Math.min(path.at(-1) === 47 && path.length > 1 ? path.length - 1 : path.length, longestPrefix);
  do at -= 1;
  while (at > 0 && path[at] !== 47);
  return at;
}

function modeOf({ mode }: ArchiveEntry): Pick<Head, "mode" | "type"> {
  const kind = mode & 0o170000;
  if (kind === 0o40000) return { type: "5", mode: (mode | 0o777) & ~mask };
  if (kind === 0o120000) return { type: "2", mode: mode | 0o777 };
  return { type: "0", mode: (mode | (mode & 0o100 ? 0o777 : 0o666)) & ~mask };
}

function entryBytes(entry: ArchiveEntry, time: number): readonly Uint8Array[] {
  const path = Buffer.from(entry.path);
  const shape = modeOf(entry);
  const isFile = shape.type === "0";
  const [extra, name] = nameOf(path, entry.oid);
  const target = shape.type === "2" ? Buffer.from(entry.bytes).toString() : "";
  const isLong = Buffer.byteLength(target) > longestName;
  const more = extra + (isLong ? extension("linkpath", target) : "");
  const link = isLong ? `see ${entry.oid}.paxheader` : target;
  const size = isFile ? entry.bytes.length : 0;
  const before =
    more === ""
      ? []
      : [
          header({ name: `${entry.oid}.paxheader`, mode: 0o666, size: Buffer.byteLength(more), type: "x", time }),
          padded(Buffer.from(more)),
        ];
  return [...before, header({ ...name, ...shape, size, link, time }), ...(isFile ? [padded(entry.bytes)] : [])];
}

function nameOf(path: Buffer, oid: string): readonly [string, Pick<Head, "name" | "prefix">] {
  if (path.length <= longestName) return ["", { name: path.toString() }];
  const at = partedName(path);
  if (at > 0 && path.length - at - 1 <= longestName)
    return ["", { name: path.subarray(at + 1).toString(), prefix: path.subarray(0, at).toString() }];
  return [extension("path", path.toString()), { name: `${oid}.data` }];
}

/** An archive as `git archive` writes it, byte for byte. */
export function tarOf({ entries, commit, time }: ArchiveContent): Uint8Array {
  const pieces: Uint8Array[] = [];
  if (commit !== undefined) {
    const comment = Buffer.from(extension("comment", commit));
    pieces.push(
      header({ name: "pax_global_header", mode: 0o666, size: comment.length, type: "g", time }),
      padded(comment),
    );
  }
  for (const entry of entries) pieces.push(...entryBytes(entry, time));
  const size = pieces.reduce((sum, { length }) => sum + length, 0);
  const tail = blockSize - (size % blockSize);
  return Buffer.concat([...pieces, Buffer.alloc(tail < 2 * recordSize ? tail + blockSize : tail)]);
}
