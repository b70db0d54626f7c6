import { Agent as PlainAgent, request as plainRequest, type IncomingMessage, type RequestOptions } from "node:http";
import { Agent as SecureAgent, request as secureRequest } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { isPublicAddress } from "./address";
import { ClosedAddress, createGuardedLookup } from "./guarded-lookup";

export interface OutsideRequest {
  readonly url: URL;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: ReadableStream<Uint8Array> | null;
  /** The person who runs this server has named this very origin: then it may be one of their own network. */
  readonly trusted?: boolean;
  readonly signal: AbortSignal;
}

export interface OutsideAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: ReadableStream<Uint8Array>;
}

export type AskOutside = (asked: OutsideRequest) => Promise<OutsideAnswer>;

/** An open connection is used again without a look at its address, so those of trusted origins are kept apart. */
const agentsOf = () => ({ plain: new PlainAgent({ keepAlive: true }), secure: new SecureAgent({ keepAlive: true }) });

/** Asks one address, follows no redirect, and connects to public addresses only unless the origin is trusted. */
export function createAskOutside(lookup: LookupFunction = createGuardedLookup()): AskOutside {
  const agents = { trusted: agentsOf(), others: agentsOf() };
  return async ({ url, method, headers, body, trusted = false, signal }) => {
    if (url.protocol !== "https:" && url.protocol !== "http:")
      throw new TypeError(`${url.protocol} isn't spoken here.`);
    const host = url.hostname.replace(/^\[|\]$/gu, "");
    if (!trusted && isIP(host) !== 0 && !isPublicAddress(host)) throw new ClosedAddress(host);
    const { plain, secure } = trusted ? agents.trusted : agents.others;
    const agent = url.protocol === "https:" ? secure : plain;
    const message = await send(url, { method, headers, signal, agent, ...(!trusted && { lookup }) }, body);
    return {
      status: message.statusCode ?? 502,
      headers: headersOf(message),
      body: Readable.toWeb(message) as ReadableStream<Uint8Array>,
    };
  };
}

export const askOutside: AskOutside = createAskOutside();

function send(
  url: URL,
  options: RequestOptions,
  body: ReadableStream<Uint8Array> | null | undefined,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = (url.protocol === "https:" ? secureRequest : plainRequest)(url, options, resolve);
    request.on("error", reject);
    if (!body) request.end();
    else pipeline(Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0]), request).catch(reject);
  });
}

function headersOf({ headers }: IncomingMessage): Headers {
  const all = new Headers();
  for (const [name, value] of Object.entries(headers)) for (const one of [value ?? []].flat()) all.append(name, one);
  return all;
}
