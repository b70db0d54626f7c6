import { Failure } from "@/lib/base";
import type { Duplex } from "./duplex";

const empty = new Uint8Array(0);
const lineFeed = 10;

/** Reads lines and counted bytes from a stream that arrives in pieces of any size. */
export interface ByteReader {
  /** Whether anything has come at all: a request may be sent again only if not. */
  readonly touched: () => boolean;
  /** Up to and without CR LF. Rejects at the end of the stream. */
  readonly line: () => Promise<string>;
  /** Between 1 and `most` bytes, or null at the end. */
  readonly some: (most: number) => Promise<Uint8Array | null>;
  /** The next byte, left where it is; undefined at the end. */
  readonly peek: () => Promise<number | undefined>;
  /** What has been received and not read, handed over for good. */
  readonly rest: () => Uint8Array;
}

const joined = (a: Uint8Array, b: Uint8Array): Uint8Array => {
  if (a.length === 0) return b;
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
};

const latin1 = (bytes: Uint8Array): string => {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
};

/** A line longer than `longestLine` is an error: a server must not make the page hold without end. */
export function createByteReader(source: Pick<Duplex, "read">, longestLine = 256 * 1024): ByteReader {
  let held: Uint8Array = empty;
  let touched = false;
  const more = async (): Promise<boolean> => {
    const piece = await source.read();
    if (piece === null) return false;
    touched = true;
    held = joined(held, piece);
    return true;
  };
  const take = (count: number): Uint8Array => {
    const taken = held.subarray(0, count);
    held = held.subarray(count);
    return taken;
  };
  return {
    touched: () => touched,
    async line() {
      let from = 0;
      for (;;) {
        const at = held.indexOf(lineFeed, from);
        if (at >= 0) {
          const line = latin1(take(at + 1).subarray(0, at));
          return line.endsWith("\r") ? line.slice(0, -1) : line;
        }
        from = held.length;
        if (from > longestLine) throw new Failure("HPE_HEADER_OVERFLOW", "The server sent a header line without end.");
        if (!(await more()))
          throw new Failure("ECONNRESET", "The server closed the connection before it had answered.");
      }
    },
    async some(most) {
      while (held.length === 0) if (!(await more())) return null;
      return take(Math.min(most, held.length));
    },
    async peek() {
      while (held.length === 0) if (!(await more())) return undefined;
      return held[0];
    },
    rest: () => take(held.length),
  };
}
