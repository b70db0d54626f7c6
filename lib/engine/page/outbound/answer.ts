/** What a request of a program is answered with: a browser's `Response`, or something like it of which all is here. */
export interface Answer {
  readonly status: number;
  readonly statusText: string;
  readonly headers: Headers;
  readonly body: ReadableStream<Uint8Array> | null;
  /** The whole body, when it has been read already. */
  readonly whole?: Uint8Array;
}

export type Ask = (url: URL, init: AskInit) => Promise<Answer>;

export interface AskInit extends RequestInit {
  readonly method: string;
  readonly headers: [string, string][];
}

/** Up to so many bytes, one piece is read, sent and taken at a fraction of the price of many. */
const mostInOne = 1 << 20;

/** Reads a short answer to its end; a long one, and one that doesn't say how long it is, is left as it came. */
export async function inOnePiece(response: Response): Promise<Answer> {
  const length = response.headers.get("content-length");
  // A packed answer says how long it was on its way.
  const isShort = length !== null && Number(length) <= mostInOne && !response.headers.has("content-encoding");
  if (!isShort || response.body === null) return response;
  const { status, statusText, headers } = response;
  return { status, statusText, headers, body: null, whole: new Uint8Array(await response.arrayBuffer()) };
}
