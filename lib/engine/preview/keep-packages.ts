/**
 * Keeps what the server's registry proxy handed out, for all projects of this browser. A tarball never changes, so a kept one is
 * used at once; what is known of a package is asked for anew, and the kept answer is used when nobody gives one. npm checks every
 * tarball against its digest, so a project that writes into this cache of its own origin changes nothing that is installed.
 */

export type PackageFile = "tarball" | "metadata";

interface Asked {
  readonly method: string;
  readonly url: string;
  readonly headers: Pick<Headers, "get" | "has">;
}

const registry = "/api/registry/";
const cacheName = "tabsmith-packages";
/** About what a dozen projects with a framework each have. */
const mostKept = 4000;

/** What a request wants of the registry, if it is one that may be kept: nothing that was asked for with a token. */
export function packageFileOf({ method, url, headers }: Asked): PackageFile | undefined {
  const { pathname } = new URL(url);
  if (method !== "GET" || !pathname.startsWith(registry) || headers.has("authorization")) return undefined;
  if (/\/-\/[^/]+\.tgz$/u.test(pathname)) return "tarball";
  return pathname.includes("/-/") ? undefined : "metadata";
}

/** Answers of other kinds to the same question lie under other names. */
export function keyOf({ url, headers }: Asked): string {
  const key = new URL(url);
  key.search = /vnd\.npm\.install-v1/u.test(headers.get("accept") ?? "") ? "?short" : "";
  return key.href;
}

/** The registry is out of reach of the server that we reached. */
const outOfReach = new Set([502, 503, 504]);

export async function packageAnswer(request: Request, kind: PackageFile, ask: typeof fetch): Promise<Response> {
  const cache = await caches.open(cacheName);
  const key = keyOf(request);
  if (kind === "tarball") {
    const known = await cache.match(key);
    if (known !== undefined) return known;
  }
  try {
    const response = await ask(request);
    if (response.status === 200) void keep(cache, key, response.clone()).catch(() => undefined);
    return outOfReach.has(response.status) ? ((await cache.match(key)) ?? response) : response;
  } catch (error) {
    const known = await cache.match(key);
    if (known === undefined) throw error;
    return known;
  }
}

/** Counting takes longer the more is kept, and an install must not wait for it. */
const countedEvery = 64;
let keptSince = countedEvery - 1;

async function keep(cache: Cache, key: string, response: Response): Promise<void> {
  await cache.put(key, response);
  keptSince += 1;
  if (keptSince < countedEvery) return;
  keptSince = 0;
  const keys = await cache.keys();
  for (const old of keys.slice(0, Math.max(0, keys.length - mostKept))) await cache.delete(old);
}
