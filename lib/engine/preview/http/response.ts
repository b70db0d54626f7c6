import { Failure } from "@/lib/base";
import type { ByteReader } from "./byte-reader";

export type Header = readonly [name: string, value: string];

export interface ResponseHead {
  readonly status: number;
  readonly statusText: string;
  readonly headers: readonly Header[];
}

/** The body in pieces, each asked for: who doesn't ask is not sent more. */
export interface ResponseBody {
  /** The next piece, or null at the end. */
  readonly next: () => Promise<Uint8Array | null>;
  /** Whether the same connection serves another request once the body has been read to its end. */
  readonly reusable: boolean;
}

const largestPiece = 64 * 1024;

export function headerOf(headers: readonly Header[], name: string): string | undefined {
  return headers.find(([key]) => key.toLowerCase() === name)?.[1];
}

const statusLine = /^HTTP\/1\.([01]) (\d{3})(?: (.*))?$/;

export async function readFields(reader: ByteReader): Promise<Header[]> {
  const fields: Header[] = [];
  for (;;) {
    const line = await reader.line();
    if (line === "") return fields;
    const colon = line.indexOf(":");
    if (colon <= 0)
      throw new Failure("HPE_INVALID_HEADER_TOKEN", `The server sent a header line without a name: ${line}`);
    fields.push([line.slice(0, colon).trim(), line.slice(colon + 1).trim()]);
    if (fields.length > 2000) throw new Failure("HPE_HEADER_OVERFLOW", "The server sent more than 2000 headers.");
  }
}

/** The head of the final answer: interim ones (100, 103) are passed over, a 101 is final. */
export async function readHead(reader: ByteReader): Promise<ResponseHead & { readonly keepAlive: boolean }> {
  for (;;) {
    const first = await reader.line();
    const parts = statusLine.exec(first);
    if (parts === null)
      throw new Failure(
        "HPE_INVALID_CONSTANT",
        `What listens on this port doesn't speak HTTP/1.1: ${first.slice(0, 80)}`,
      );
    const headers = await readFields(reader);
    const status = Number(parts[2]);
    if (status >= 100 && status < 200 && status !== 101) continue;
    const connection = headerOf(headers, "connection")?.toLowerCase() ?? (parts[1] === "1" ? "keep-alive" : "close");
    return { status, statusText: parts[3] ?? "", headers, keepAlive: !connection.includes("close") };
  }
}

const nothing = (reusable: boolean): ResponseBody => ({ next: () => Promise.resolve(null), reusable });

function counted(reader: ByteReader, length: number, reusable: boolean): ResponseBody {
  let left = length;
  return {
    reusable,
    async next() {
      if (left === 0) return null;
      const piece = await reader.some(Math.min(left, largestPiece));
      if (piece === null) throw new Failure("ECONNRESET", `The server closed the connection ${left} bytes too early.`);
      left -= piece.length;
      return piece;
    },
  };
}

function chunked(reader: ByteReader, reusable: boolean): ResponseBody {
  let left = 0;
  let state: "size" | "data" | "end" = "size";
  const size = async (): Promise<void> => {
    const line = await reader.line();
    const value = /^[0-9a-f]+/i.exec(line.trim());
    if (value === null) throw new Failure("HPE_INVALID_CHUNK_SIZE", "The server sent a chunk without a size.");
    left = Number.parseInt(value[0], 16);
    state = left === 0 ? "end" : "data";
    if (left === 0) await readFields(reader);
  };
  return {
    reusable,
    async next() {
      if (state === "size") await size();
      if (state === "end") return null;
      const piece = await reader.some(Math.min(left, largestPiece));
      if (piece === null) throw new Failure("ECONNRESET", "The server closed the connection within a chunk.");
      left -= piece.length;
      if (left === 0) {
        await reader.line();
        state = "size";
      }
      return piece;
    },
  };
}

const untilClosed = (reader: ByteReader): ResponseBody => ({ reusable: false, next: () => reader.some(largestPiece) });

/** How the body is framed: RFC 9112, section 6.3. */
export function bodyOf(reader: ByteReader, method: string, head: ResponseHead & { keepAlive: boolean }): ResponseBody {
  if (method === "HEAD" || head.status === 204 || head.status === 304) return nothing(head.keepAlive);
  if (head.status === 101) return nothing(false);
  if (headerOf(head.headers, "transfer-encoding")?.toLowerCase().includes("chunked") === true)
    return chunked(reader, head.keepAlive);
  const length = headerOf(head.headers, "content-length");
  if (length === undefined) return untilClosed(reader);
  if (!/^\d+$/.test(length))
    throw new Failure("HPE_INVALID_CONTENT_LENGTH", `The server sent a content length of "${length}".`);
  return counted(reader, Number(length), head.keepAlive);
}
