import type { Origins } from "../origins.mjs";
import { isWelcome } from "../guard";
import type { KeptAnswer, MetadataCache } from "./metadata-cache";
import { readRegistryPath, type RegistryPath } from "./registry-path";
import type { TarballCache } from "./tarball-cache";

export interface RegistryProxy {
  readonly origins: Origins;
  readonly upstream: () => Promise<string>;
  readonly tarballs: TarballCache;
  readonly metadata: MetadataCache;
  readonly fetch: typeof fetch;
}

const mostMetadata = 96 * 1024 * 1024;
const publicHost = "https://registry.npmjs.org/";
/** The short form of a package's document, which npm asks for when it installs. */
const shortForm = "application/vnd.npm.install-v1+json";

/**
 * Answers a sandbox's package manager from the registry that this server uses. Nothing of the caller is handed on
 * but the path and the wanted form: no credentials, no cookies, no other headers.
 */
export async function answerRegistry(request: Request, mounted: string, proxy: RegistryProxy): Promise<Response> {
  const origin = request.headers.get("origin");
  const caller = { method: request.method, origin, site: request.headers.get("sec-fetch-site") };
  if (!isWelcome(caller, "app-and-sandbox", proxy.origins))
    return refusal(403, "Only this tabsmith's own sandboxes may use its registry proxy.");
  const headers = crossOrigin(origin);
  if (request.method === "OPTIONS") return new Response(null, { status: 204, headers });
  if (request.method !== "GET" && request.method !== "HEAD")
    return refusal(405, "This registry proxy only reads: publish with your own npm.", headers);
  const url = new URL(request.url);
  const wanted = readRegistryPath(url.pathname.slice(mounted.length), url.searchParams);
  if (!wanted) return refusal(404, "This registry proxy hands on packages and their documents, nothing else.", headers);
  try {
    return await answer(wanted, request, proxy, headers);
  } catch (error) {
    const why = error instanceof Error && error.name === "TimeoutError" ? "didn't answer in time" : "can't be reached";
    return refusal(502, `The package registry of this server ${why}.`, headers);
  }
}

async function answer(
  wanted: RegistryPath,
  request: Request,
  proxy: RegistryProxy,
  headers: Readonly<Record<string, string>>,
): Promise<Response> {
  const registry = await proxy.upstream();
  const address = registry.replace(/\/$/u, "") + wanted.path;
  if (wanted.type === "tarball") return answerTarball(address, proxy, headers);
  const short = request.headers.get("accept")?.includes(shortForm) === true && wanted.type === "metadata";
  const kept = await proxy.metadata.get(`${short ? "short" : "full"} ${address}`, (known) =>
    fetchMetadata(address, short, known, registry, proxy.fetch),
  );
  const answered = { ...headers, "Content-Type": kept.type, ...(kept.etag && { ETag: kept.etag }) };
  const length = { "Content-Length": String(kept.body.length) };
  if (kept.etag !== undefined && request.headers.get("if-none-match") === kept.etag)
    return new Response(null, { status: 304, headers: answered });
  return new Response(kept.body as Uint8Array<ArrayBuffer>, {
    status: kept.status,
    headers: { ...answered, ...length },
  });
}

async function answerTarball(
  address: string,
  proxy: RegistryProxy,
  headers: Readonly<Record<string, string>>,
): Promise<Response> {
  const archive = {
    ...headers,
    "Content-Type": "application/octet-stream",
    "Cache-Control": "public, max-age=31536000, immutable",
  };
  const kept = await proxy.tarballs.find(address);
  if (kept) return new Response(kept.body, { headers: { ...archive, "Content-Length": String(kept.size) } });
  const response = await proxy.fetch(address, { signal: AbortSignal.timeout(120_000), redirect: "follow" });
  if (!response.ok || !response.body)
    return refusal(response.status, "The registry doesn't have this archive.", headers);
  const size = response.headers.get("content-length");
  const encoded = response.headers.has("content-encoding");
  return new Response(proxy.tarballs.keep(address, response.body), {
    headers: { ...archive, ...(size && !encoded && { "Content-Length": size }) },
  });
}

async function fetchMetadata(
  address: string,
  short: boolean,
  known: KeptAnswer | undefined,
  registry: string,
  fetchUpstream: typeof fetch,
): Promise<KeptAnswer> {
  const response = await fetchUpstream(address, {
    signal: AbortSignal.timeout(60_000),
    headers: {
      accept: short ? `${shortForm}; q=1.0, application/json; q=0.8, */*` : "application/json",
      ...(known?.etag && { "if-none-match": known.etag }),
    },
  });
  if (response.status === 304 && known) return known;
  const type = response.headers.get("content-type") ?? "application/json";
  const body = withPublicHost(await readBounded(response, mostMetadata), registry);
  return { status: response.status, type, etag: response.headers.get("etag") ?? undefined, body };
}

/** Archives are named by the public registry, which npm replaces by the one in use: so lock files fit every machine. */
function withPublicHost(body: Uint8Array, registry: string): Uint8Array {
  if (registry === publicHost) return body;
  const text = new TextDecoder().decode(body);
  return new TextEncoder().encode(text.replaceAll(`"tarball":"${registry}`, `"tarball":"${publicHost}`));
}

async function readBounded(response: Response, most: number): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of response.body ?? []) {
    size += piece.length;
    if (size > most) throw new RangeError("The registry's answer is too large");
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

function crossOrigin(origin: string | null): Readonly<Record<string, string>> {
  return {
    Vary: "Origin, Accept",
    "Cross-Origin-Resource-Policy": "cross-origin",
    ...(origin && {
      "Access-Control-Allow-Origin": origin,
      "Access-Control-Allow-Headers": "*",
      "Access-Control-Expose-Headers": "*",
      "Access-Control-Max-Age": "86400",
    }),
  };
}

function refusal(status: number, message: string, headers: Readonly<Record<string, string>> = {}): Response {
  return Response.json({ error: message }, { status, headers });
}
