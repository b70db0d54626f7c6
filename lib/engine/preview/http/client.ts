import { codeOf } from "@/lib/base";
import { createByteReader, type ByteReader } from "./byte-reader";
import type { Duplex } from "./duplex";
import { encodeChunk, encodeHead, lastChunk, type HttpRequest } from "./request";
import { bodyOf, readHead, type ResponseBody, type ResponseHead } from "./response";

export interface HttpResponse extends ResponseHead {
  readonly body: ResponseBody;
  /** Gives the rest up and closes the connection. */
  readonly cancel: () => void;
  /** After a 101: the connection itself, with what had come behind the head. */
  readonly upgraded?: Duplex;
}

interface Connection {
  readonly duplex: Duplex;
  readonly reader: ByteReader;
}

const idleAtMost = 6;
const repeatable = new Set(["GET", "HEAD", "OPTIONS"]);

async function sendBody(duplex: Duplex, body: HttpRequest["body"]): Promise<void> {
  if (body === undefined) return;
  if (body instanceof Uint8Array) {
    for (let at = 0; at < body.length; at += 65_536) await duplex.write(body.subarray(at, at + 65_536));
    return;
  }
  for (let piece = await body.next(); piece !== null; piece = await body.next()) {
    if (piece.length > 0) await duplex.write(encodeChunk(piece));
  }
  await duplex.write(lastChunk);
}

/** The connection as it stands after the head of a 101. */
function afterHead({ duplex, reader }: Connection): Duplex {
  return { ...duplex, read: () => reader.some(Number.MAX_SAFE_INTEGER) };
}

/** Counts a body to its end, then tells what becomes of the connection. */
function finishing(body: ResponseBody, sent: Promise<void>, finished: (complete: boolean) => void) {
  let over = false;
  return {
    next: async () => {
      if (over) return null;
      const piece = await body.next();
      if (piece !== null) return piece;
      over = true;
      await sent;
      finished(true);
      return null;
    },
    cancel: () => {
      if (!over) finished(false);
      over = true;
    },
  };
}

async function exchange(
  connection: Connection,
  request: HttpRequest,
  keep: (connection: Connection) => void,
): Promise<HttpResponse> {
  const { duplex, reader } = connection;
  await duplex.write(encodeHead(request));
  const sent = sendBody(duplex, request.body);
  sent.catch(() => undefined);
  const head = await readHead(reader);
  const body = bodyOf(reader, request.method, head);
  const { next, cancel } = finishing(body, sent, (complete) => {
    if (complete && body.reusable) keep(connection);
    else duplex.destroy();
  });
  return {
    status: head.status,
    statusText: head.statusText,
    headers: head.headers,
    body: { next, reusable: body.reusable },
    cancel,
    ...(head.status === 101 ? { upgraded: afterHead(connection) } : {}),
  };
}

/**
 * An HTTP/1.1 client over raw connections. A connection that has served its answer is kept for the next request; when the
 * server has closed it in the meantime, a request that may be repeated is sent again on a new one.
 */
export function createHttpClient(connect: () => Promise<Duplex>) {
  const idle: Connection[] = [];
  const keep = (connection: Connection) => {
    if (idle.length < idleAtMost) idle.push(connection);
    else connection.duplex.destroy();
  };
  const onKept = async (request: HttpRequest): Promise<HttpResponse | undefined> => {
    const kept = repeatable.has(request.method) ? idle.pop() : undefined;
    if (kept === undefined) return undefined;
    try {
      return await exchange(kept, request, keep);
    } catch (error) {
      kept.duplex.destroy();
      if (["ECONNRESET", "EPIPE", "ECANCELED"].includes(codeOf(error) ?? "")) return undefined;
      throw error;
    }
  };
  return {
    async request(request: HttpRequest): Promise<HttpResponse> {
      const answer = await onKept(request);
      if (answer !== undefined) return answer;
      const duplex = await connect();
      try {
        return await exchange({ duplex, reader: createByteReader(duplex) }, request, keep);
      } catch (error) {
        duplex.destroy();
        throw error;
      }
    },
    close() {
      for (const { duplex } of idle.splice(0)) duplex.destroy();
    },
  };
}

export type HttpClient = ReturnType<typeof createHttpClient>;
