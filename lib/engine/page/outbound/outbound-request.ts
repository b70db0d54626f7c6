import { Failure } from "@/lib/base";
import type { ByteReader } from "../../preview/http/byte-reader";
import { bodyOf, headerOf, readFields, type Header } from "../../preview/http/response";

export interface OutboundRequest {
  readonly method: string;
  readonly target: string;
  readonly headers: readonly Header[];
  readonly body: Uint8Array;
  readonly keepAlive: boolean;
}

const handshake = 22;
/** A browser wants the whole body before it sends it. */
const largestBody = 256 * 1024 * 1024;

/** Whether the program asked for encryption: the mark that our TLS puts before its first byte. */
export async function readTlsMark(reader: ByteReader): Promise<boolean> {
  const first = await reader.peek();
  if (first !== handshake) return false;
  for (let byte = await reader.some(1); byte && byte[0] !== 0; byte = await reader.some(1));
  return true;
}

const requestLine = /^([A-Z][A-Z0-9-]{0,30}) (\/\S*|\*|https?:\/\/\S+) HTTP\/1\.([01])$/;

/** The next request of the connection; undefined when the program has ended it. */
export async function readRequest(reader: ByteReader): Promise<OutboundRequest | undefined> {
  if ((await reader.peek()) === undefined) return undefined;
  const line = await reader.line();
  const [, method, target, minor] = requestLine.exec(line) ?? [];
  if (method === undefined || target === undefined)
    throw new Failure("EPROTO", "Only HTTP can leave the tab: a browser has no sockets.");
  const headers = await readFields(reader);
  if (headerOf(headers, "upgrade") !== undefined)
    throw new Failure("EPROTO", "A connection to another host can't be upgraded: a browser has no sockets.");
  if (headerOf(headers, "expect")?.toLowerCase() === "100-continue")
    throw new Failure("EPROTO", "The browser sends a body at once and waits for no 100.");
  const connection = headerOf(headers, "connection")?.toLowerCase() ?? (minor === "1" ? "keep-alive" : "close");
  const keepAlive = !connection.includes("close");
  return { method, target, headers, keepAlive, body: await readBody(reader, headers, keepAlive) };
}

async function readBody(reader: ByteReader, headers: readonly Header[], keepAlive: boolean): Promise<Uint8Array> {
  const framed = headerOf(headers, "content-length") ?? headerOf(headers, "transfer-encoding");
  if (framed === undefined) return new Uint8Array();
  const body = bodyOf(reader, "POST", { status: 200, statusText: "", headers, keepAlive });
  const pieces: Uint8Array[] = [];
  let size = 0;
  for (let piece = await body.next(); piece; piece = await body.next()) {
    size += piece.length;
    if (size > largestBody) throw new Failure("EFBIG", "A request of a program is limited to 256 MB.");
    pieces.push(piece.slice());
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
