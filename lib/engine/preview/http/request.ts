import type { Header } from "./response";

export interface HttpRequest {
  readonly method: string;
  /** Path and query, beginning with `/` or, for OPTIONS, `*`. */
  readonly target: string;
  readonly headers: readonly Header[];
  /** All of it, or a piece at a time. Absent for a request without a body. */
  readonly body?: Uint8Array | { readonly next: () => Promise<Uint8Array | null> };
}

const encoder = new TextEncoder();
const lineBreaks = /[\r\n\0]+/g;

/** The head as bytes. Line breaks in a value are taken out: nobody smuggles a second request in a header. */
export function encodeHead(request: HttpRequest): Uint8Array {
  const lines = [`${request.method} ${request.target.replace(lineBreaks, "")} HTTP/1.1`];
  for (const [name, value] of request.headers) lines.push(`${name}: ${value.replace(lineBreaks, " ")}`);
  const { body } = request;
  if (body instanceof Uint8Array) lines.push(`content-length: ${body.length}`);
  else if (body !== undefined) lines.push("transfer-encoding: chunked");
  else if (!["GET", "HEAD", "OPTIONS", "TRACE"].includes(request.method)) lines.push("content-length: 0");
  return encoder.encode(`${lines.join("\r\n")}\r\n\r\n`);
}

export const lastChunk = encoder.encode("0\r\n\r\n");

export function encodeChunk(piece: Uint8Array): Uint8Array {
  const size = encoder.encode(`${piece.length.toString(16)}\r\n`);
  const chunk = new Uint8Array(size.length + piece.length + 2);
  chunk.set(size);
  chunk.set(piece, size.length);
  chunk.set([13, 10], size.length + piece.length);
  return chunk;
}
