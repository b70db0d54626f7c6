import { messageOf } from "@/lib/base";
import { createByteReader } from "../../preview/http/byte-reader";
import type { Duplex } from "../../preview/http/duplex";
import { encodeChunk, lastChunk } from "../../preview/http/request";
import type { Answer, Ask } from "./answer";
import { readTlsMark, readRequest, type OutboundRequest } from "./outbound-request";

export interface Destination {
  readonly host: string;
  readonly port: number;
}

export interface OutboundOptions {
  readonly ask: Ask;
  /** Asked in the place of the public package registry. */
  readonly registry?: string;
  /** A request that the browser refused, in words. */
  readonly onRefused: (message: string) => void;
}

/** Ours to say, or said by the browser: a page may not set them. */
const notForFetch = new Set([
  "host",
  "connection",
  "keep-alive",
  "proxy-connection",
  "content-length",
  "transfer-encoding",
  "expect",
  "upgrade",
  "te",
  "trailer",
  "accept-encoding",
  "cookie",
  "origin",
  "referer",
  "user-agent",
]);

/**
 * What the registry proxy heeds. Anything else that npm tells of itself would make the browser ask for leave first, which
 * doubles the requests of an install.
 */
const forRegistry = new Set(["accept", "authorization", "if-none-match", "if-modified-since", "content-type"]);

/** Of the answer: the browser has unpacked the body, and this connection frames it anew. */
const notForProgram = new Set(["content-encoding", "content-length", "transfer-encoding", "connection", "keep-alive"]);

const encoder = new TextEncoder();

/** Is the far end of a program's connection to another host: reads its HTTP/1.1 and asks the browser in its place. */
export async function serveOutbound(
  duplex: Duplex,
  { host, port }: Destination,
  options: OutboundOptions,
): Promise<void> {
  const reader = createByteReader(duplex);
  try {
    const encrypted = (await readTlsMark(reader)) || port === 443;
    for (;;) {
      const request = await readRequest(reader);
      if (!request) return duplex.end();
      const url = new URL(request.target, `${encrypted ? "https" : "http"}://${host}:${port}`);
      const keep = await answer(duplex, nearest(url, options.registry), request, options);
      if (!keep) return duplex.end();
    }
  } catch {
    duplex.destroy();
  }
}

const publicRegistries = new Set(["registry.npmjs.org", "registry.yarnpkg.com"]);

/** Not only npm follows the addresses in a registry's answers, which are the public one's whichever registry answered. */
function nearest(url: URL, registry: string | undefined): URL {
  if (registry === undefined || !publicRegistries.has(url.hostname)) return url;
  return new URL(registry.replace(/\/*$/, "") + url.pathname + url.search);
}

function headersFor(url: URL, { headers }: OutboundRequest, registry: string | undefined): [string, string][] {
  const isRegistry = registry !== undefined && url.href.startsWith(registry);
  const passes = (name: string) => (isRegistry ? forRegistry.has(name) : !notForFetch.has(name));
  return headers.filter(([name]) => passes(name.toLowerCase())).map(([name, value]) => [name, value]);
}

async function answer(
  duplex: Duplex,
  url: URL,
  request: OutboundRequest,
  { ask, onRefused, registry }: OutboundOptions,
): Promise<boolean> {
  let response: Answer;
  try {
    response = await ask(url, {
      method: request.method,
      headers: headersFor(url, request, registry),
      credentials: "omit",
      redirect: "follow",
      ...(request.body.length > 0 && { body: request.body as Uint8Array<ArrayBuffer> }),
    });
  } catch (error) {
    onRefused(
      `${request.method} ${url.href}: ${messageOf(error)}. The host can't be reached, or allows no other site to read it.`,
    );
    throw error;
  }
  const bodiless = request.method === "HEAD" || response.status === 204 || response.status === 304;
  const { whole } = response;
  if (bodiless) await duplex.write(headOf(response, [], request.keepAlive));
  else if (whole !== undefined) {
    // Apart, as it comes from far away: npm takes a body that is there with its head, and isn't what it should be, for a broken line,
    // and tries again for minutes.
    await duplex.write(headOf(response, [`content-length: ${whole.length}`], request.keepAlive));
    await pause();
    await duplex.write(whole);
  } else {
    await duplex.write(headOf(response, ["transfer-encoding: chunked"], request.keepAlive));
    await writeBody(duplex, response);
  }
  return request.keepAlive;
}

function headOf(response: Answer, framing: readonly string[], keepAlive: boolean): Uint8Array {
  const lines = [`HTTP/1.1 ${response.status} ${response.statusText || "OK"}`];
  for (const [name, value] of response.headers) if (!notForProgram.has(name)) lines.push(`${name}: ${value}`);
  lines.push(`connection: ${keepAlive ? "keep-alive" : "close"}`, ...framing);
  return encoder.encode(`${lines.join("\r\n")}\r\n\r\n`);
}

/** A turn of the loop. */
const pause = (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, 0);
  });

async function writeBody(duplex: Duplex, response: Answer): Promise<void> {
  const reader = response.body?.getReader();
  for (let next = await reader?.read(); next && !next.done; next = await reader?.read())
    if (next.value.length > 0) await duplex.write(encodeChunk(next.value));
  await duplex.write(lastChunk);
}
