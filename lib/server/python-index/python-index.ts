import { isWelcome } from "../guard";
import type { Origins } from "../origins.mjs";
import type { AskOutside } from "../outbound/ask-outside";
import { bounded } from "../outbound/bounded";
import type { KeptAnswer, MetadataCache } from "../registry/metadata-cache";
import type { TarballCache } from "../registry/tarball-cache";
import { readIndexPath, type IndexPath } from "./index-path";
import type { PythonIndex } from "./settings";
import { readSimplePage, writeSimplePage, type IndexFile } from "./simple-page";

export interface PythonIndexProxy {
  readonly origins: Origins;
  readonly index: PythonIndex | undefined;
  readonly ask: AskOutside;
  readonly pages: MetadataCache;
  readonly wheels: TarballCache;
}

const mostPage = 32 * 1024 * 1024;
const mostWheel = 128 * 1024 * 1024;
const accept = "application/vnd.pypi.simple.v1+json, text/html;q=0.5";
const json = "application/vnd.pypi.simple.v1+json";

type Headers = Readonly<Record<string, string>>;

const refusal = (status: number, error: string, headers: Headers = {}): Response =>
  Response.json({ error }, { status, headers });

/**
 * Answers a sandbox's pip from the Python index that this server uses. A caller names a package and a file's name, never an
 * address: which address a file has is what the index says of it.
 */
export async function answerPythonIndex(request: Request, mounted: string, proxy: PythonIndexProxy): Promise<Response> {
  const origin = request.headers.get("origin");
  const caller = { method: request.method, origin, site: request.headers.get("sec-fetch-site") };
  if (!isWelcome(caller, "app-and-sandbox", proxy.origins))
    return refusal(403, "Only this tabsmith's own sandboxes may use its Python index.");
  const headers: Headers = {
    Vary: "Origin",
    "Cross-Origin-Resource-Policy": "cross-origin",
    ...(origin !== null && { "Access-Control-Allow-Origin": origin, "Access-Control-Allow-Headers": "accept" }),
  };
  if (request.method === "OPTIONS") return new Response(null, { status: 204, headers });
  if (request.method !== "GET" && request.method !== "HEAD")
    return refusal(405, "This Python index only reads.", headers);
  const wanted = readIndexPath(new URL(request.url).pathname.slice(mounted.length));
  if (wanted === undefined) return refusal(404, "This Python index hands on packages' pages and wheels.", headers);
  if (proxy.index === undefined) return refusal(404, "This server has no Python index.", headers);
  try {
    return await answer(wanted, proxy.index, proxy, headers);
  } catch {
    return refusal(502, "The Python index of this server can't be reached.", headers);
  }
}

async function answer(
  wanted: IndexPath,
  index: PythonIndex,
  proxy: PythonIndexProxy,
  headers: Headers,
): Promise<Response> {
  const kept = await pageOf(wanted.name, index, proxy);
  if (kept.status !== 200) return refusal(kept.status, `The index doesn't have ${wanted.name}.`, headers);
  const files = JSON.parse(new TextDecoder().decode(kept.body)) as IndexFile[];
  if (wanted.type === "wheel") return answerWheel(files, wanted.file, index, proxy, headers);
  return new Response(writeSimplePage(wanted.name, files), { headers: { ...headers, "Content-Type": json } });
}

/** The files that the index has of a package, as our own JSON. */
function pageOf(name: string, index: PythonIndex, { ask, pages }: PythonIndexProxy): Promise<KeptAnswer> {
  const page = `${index.address}${name}/`;
  return pages.get(page, async () => {
    const signal = AbortSignal.timeout(60_000);
    const asked = await ask({ url: new URL(page), method: "GET", headers: { accept }, trusted: index.trusted, signal });
    const status = asked.status === 200 || asked.status === 404 ? asked.status : 502;
    const body = await new Response(bounded(asked.body, mostPage)).text();
    const files = status === 200 ? readSimplePage(body, asked.headers.get("content-type") ?? "", page) : [];
    if (status === 502) throw new Error(`The index answered ${asked.status}`);
    return { status, type: json, etag: undefined, body: new TextEncoder().encode(JSON.stringify(files)) };
  });
}

/** Whether a file that the index names may be fetched: it may name any address there is. */
function trustOf(url: URL, { address, trusted, fileHosts }: PythonIndex): { readonly trusted: boolean } | undefined {
  if (url.origin === new URL(address).origin) return { trusted };
  const listed = url.protocol === "https:" && url.port === "" && fileHosts.has(url.hostname);
  return listed ? { trusted: false } : undefined;
}

async function answerWheel(
  files: readonly IndexFile[],
  name: string,
  index: PythonIndex,
  { ask, wheels }: PythonIndexProxy,
  headers: Headers,
): Promise<Response> {
  const address = files.find(({ filename }) => filename === name)?.url;
  if (address === undefined) return refusal(404, "The index doesn't have this wheel.", headers);
  const trust = trustOf(new URL(address), index);
  if (trust === undefined) return refusal(403, "The wheel lies on a host that this server doesn't ask.", headers);
  const archive = {
    ...headers,
    "Content-Type": "application/octet-stream",
    "Cache-Control": "public, max-age=31536000, immutable",
  };
  const kept = await wheels.find(address);
  if (kept) return new Response(kept.body, { headers: { ...archive, "Content-Length": String(kept.size) } });
  const signal = AbortSignal.timeout(120_000);
  const asked = await ask({ url: new URL(address), method: "GET", headers: {}, ...trust, signal });
  if (asked.status !== 200) {
    await asked.body.cancel();
    return refusal(502, "The wheel can't be fetched.", headers);
  }
  return new Response(wheels.keep(address, bounded(asked.body, mostWheel)), { headers: archive });
}
