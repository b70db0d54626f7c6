/**
 * A volume's changes as bytes. A record is `[u32 length][u32 checksum][body, padded to 4]`; the checksum covers the body,
 * the log's generation and the record's place, so neither a torn record nor one left over from before counts.
 */
export type LogRecord =
  | {
      readonly type: "created";
      readonly ino: number;
      readonly mode: number;
      readonly uid: number;
      readonly gid: number;
      readonly times: Times;
      readonly target: string;
    }
  /** `time` is what the directory's own times become. */
  | {
      readonly type: "attached";
      readonly directory: number;
      readonly ino: number;
      readonly time: number;
      readonly name: string;
    }
  | { readonly type: "detached"; readonly directory: number; readonly time: number; readonly name: string }
  | {
      readonly type: "moved";
      readonly from: number;
      readonly to: number;
      readonly time: number;
      readonly fromName: string;
      readonly toName: string;
    }
  | {
      readonly type: "written";
      readonly ino: number;
      readonly at: number;
      readonly mtime: number;
      readonly bytes: Uint8Array;
    }
  | { readonly type: "truncated"; readonly ino: number; readonly size: number; readonly mtime: number }
  | {
      readonly type: "changed";
      readonly ino: number;
      readonly mode: number;
      readonly uid: number;
      readonly gid: number;
      readonly times: Times;
    }
  /** All records up to here are a whole picture: only then does this log count. */
  | { readonly type: "complete" };

export interface Times {
  readonly atime: number;
  readonly mtime: number;
  readonly ctime: number;
}

const kinds = ["created", "attached", "detached", "moved", "written", "truncated", "changed", "complete"] as const;

export const recordHead = 8;
const encoder = new TextEncoder();
const decoder = new TextDecoder();

interface Shape {
  readonly numbers: readonly number[];
  readonly texts: readonly string[];
  readonly bytes?: Uint8Array;
}

const timesOf = ({ atime, mtime, ctime }: Times): number[] => [atime, mtime, ctime];

function shapeOf(record: LogRecord): Shape {
  switch (record.type) {
    case "created":
      return {
        numbers: [record.ino, record.mode, record.uid, record.gid, ...timesOf(record.times)],
        texts: [record.target],
      };
    case "attached":
      return { numbers: [record.directory, record.ino, record.time], texts: [record.name] };
    case "detached":
      return { numbers: [record.directory, record.time], texts: [record.name] };
    case "moved":
      return { numbers: [record.from, record.to, record.time], texts: [record.fromName, record.toName] };
    case "written":
      return { numbers: [record.ino, record.at, record.mtime], texts: [], bytes: record.bytes };
    case "truncated":
      return { numbers: [record.ino, record.size, record.mtime], texts: [] };
    case "changed":
      return { numbers: [record.ino, record.mode, record.uid, record.gid, ...timesOf(record.times)], texts: [] };
    case "complete":
      return { numbers: [], texts: [] };
  }
}

/** Body: `[u8 kind][u8 numbers][u8 texts][u8 0][u32 bytes]`, the numbers as doubles, each text as `[u32 length][UTF-8]`, the bytes. */
export function encodeBody(record: LogRecord): Uint8Array {
  const { numbers, texts, bytes } = shapeOf(record);
  const encoded = texts.map((text) => encoder.encode(text));
  let size = 8 + numbers.length * 8 + (bytes?.length ?? 0);
  for (const text of encoded) size += 4 + text.length;
  const body = new Uint8Array(Math.ceil(size / 4) * 4);
  const view = new DataView(body.buffer);
  body[0] = kinds.indexOf(record.type);
  body[1] = numbers.length;
  body[2] = texts.length;
  view.setUint32(4, bytes?.length ?? 0, true);
  let at = 8;
  for (const number of numbers) {
    view.setFloat64(at, number, true);
    at += 8;
  }
  for (const text of encoded) {
    view.setUint32(at, text.length, true);
    body.set(text, at + 4);
    at += 4 + text.length;
  }
  if (bytes !== undefined) body.set(bytes, at);
  return body;
}

/** The bytes of a `written` are a view of what is decoded. */
export function decodeBody(body: Uint8Array): LogRecord {
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  const numbers: number[] = [];
  const texts: string[] = [];
  let at = 8;
  for (let count = body[1] ?? 0; count > 0; count--, at += 8) numbers.push(view.getFloat64(at, true));
  for (let count = body[2] ?? 0; count > 0; count--) {
    const length = view.getUint32(at, true);
    texts.push(decoder.decode(body.subarray(at + 4, at + 4 + length)));
    at += 4 + length;
  }
  const bytes = body.subarray(at, at + view.getUint32(4, true));
  return readers[kinds[body[0] ?? 0] ?? "complete"](numbers, texts, bytes);
}

type Read = (numbers: readonly number[], texts: readonly string[], bytes: Uint8Array) => LogRecord;

const times = ([atime = 0, mtime = 0, ctime = 0]: readonly number[]): Times => ({ atime, mtime, ctime });

const readers: Readonly<Record<LogRecord["type"], Read>> = {
  created: ([ino = 0, mode = 0, uid = 0, gid = 0, ...rest], [target = ""]) => ({
    type: "created",
    ino,
    mode,
    uid,
    gid,
    times: times(rest),
    target,
  }),
  attached: ([directory = 0, ino = 0, time = 0], [name = ""]) => ({ type: "attached", directory, ino, time, name }),
  detached: ([directory = 0, time = 0], [name = ""]) => ({ type: "detached", directory, time, name }),
  moved: ([from = 0, to = 0, time = 0], [fromName = "", toName = ""]) => ({
    type: "moved",
    from,
    to,
    time,
    fromName,
    toName,
  }),
  written: ([ino = 0, at = 0, mtime = 0], _texts, bytes) => ({ type: "written", ino, at, mtime, bytes }),
  truncated: ([ino = 0, size = 0, mtime = 0]) => ({ type: "truncated", ino, size, mtime }),
  changed: ([ino = 0, mode = 0, uid = 0, gid = 0, ...rest]) => ({
    type: "changed",
    ino,
    mode,
    uid,
    gid,
    times: times(rest),
  }),
  complete: () => ({ type: "complete" }),
};

/** Four bytes at a time; the body's length is a multiple of four. */
export function checksum(body: Uint8Array, seed: number): number {
  let hash = seed ^ 0x9e3779b9;
  const aligned = (body.byteOffset & 3) === 0 ? body : body.slice();
  for (const word of new Uint32Array(aligned.buffer, aligned.byteOffset, aligned.length >> 2)) {
    hash = Math.imul(hash ^ word, 0x85ebca6b);
    hash ^= hash >>> 13;
  }
  return hash >>> 0;
}

/** Which record of which generation this is, as a checksum's seed. */
export const seedOf = (generation: number, place: number): number => Math.imul(generation, 0x27d4eb2d) ^ place;
