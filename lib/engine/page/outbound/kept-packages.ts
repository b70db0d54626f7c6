import { inOnePiece, type Answer, type Ask, type AskInit } from "./answer";

/**
 * Keeps what the server's registry proxy handed out, for all projects of this browser. A tarball never changes, so a kept one is
 * used at once; what is known of a package is asked for anew, and the kept answer is used when nobody gives one. npm checks every
 * tarball against its digest, so a project that writes into this cache of its own origin changes nothing that is installed.
 */

export type PackageFile = "tarball" | "metadata";

const cacheName = "tabsmith-packages";
/** About what a dozen projects with a framework each have. */
const mostKept = 4000;
/** An install is over, or thinks, when nothing has come for so long: what it fetched is put away then. */
const quietMilliseconds = 400;
/** More than this doesn't wait for quiet. */
const mostWaiting = 32 << 20;

const headerIn = (headers: readonly [string, string][], name: string): string | undefined =>
  headers.find(([its]) => its.toLowerCase() === name)?.[1];

/** What a request wants of the registry, if it is one that may be kept: nothing that was asked for with a token. */
export function packageFileOf(url: URL, init: AskInit, registry: string): PackageFile | undefined {
  if (init.method !== "GET" || !url.href.startsWith(registry)) return undefined;
  if (headerIn(init.headers, "authorization") !== undefined) return undefined;
  const path = url.href.slice(registry.length - 1);
  if (/\/-\/[^/]+\.tgz$/u.test(path)) return "tarball";
  return path.includes("/-/") ? undefined : "metadata";
}

/** Answers of other kinds to the same question lie under other names. */
export function keyOf(url: URL, { headers }: AskInit): string {
  const key = new URL(url);
  key.search = /vnd\.npm\.install-v1/u.test(headerIn(headers, "accept") ?? "") ? "?short" : "";
  return key.href;
}

/** The registry is out of reach of the server that we reached. */
const outOfReach = new Set([502, 503, 504]);

/** Asks for packages in this way, and for everything else with `ask`. */
export function withKeptPackages(ask: (url: URL, init: AskInit) => Promise<Response>, registry: string): Ask {
  const shelf = createShelf();
  return async (url, init) => {
    const kind = packageFileOf(url, init, registry);
    if (kind === undefined) return inOnePiece(await ask(url, init));
    const key = keyOf(url, init);
    const known = kind === "tarball" ? await shelf.find(key) : undefined;
    if (known !== undefined) return known;
    try {
      const response = await ask(url, init);
      if (outOfReach.has(response.status)) return (await shelf.find(key)) ?? (await inOnePiece(response));
      if (response.status !== 200) return await inOnePiece(response);
      const copy = response.clone();
      const answer = await inOnePiece(response);
      shelf.put(key, answer.whole === undefined ? copy : answer);
      return answer;
    } catch (error) {
      const kept = await shelf.find(key);
      if (kept === undefined) throw error;
      return kept;
    }
  };
}

/** What waits to be put away is on the shelf already. */
function createShelf() {
  const waiting = new Map<string, Answer>();
  let bytes = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let working = Promise.resolve();
  const forget = (key: string): void => {
    bytes -= waiting.get(key)?.whole?.length ?? 0;
    waiting.delete(key);
  };
  const putAway = async (): Promise<void> => {
    try {
      const cache = await caches.open(cacheName);
      for (const [key, { whole, headers }] of waiting) {
        await cache.put(key, new Response(whole as Uint8Array<ArrayBuffer>, { headers }));
        forget(key);
      }
      await makeRoom(cache);
    } finally {
      for (const key of waiting.keys()) forget(key);
    }
  };
  /** A browser that keeps nothing, or has no room, costs the next install its speed and nothing else. */
  const work = (run: () => Promise<void>): void => {
    working = working.then(run).catch(() => undefined);
  };
  return {
    async find(key: string): Promise<Answer | undefined> {
      const soon = waiting.get(key);
      if (soon !== undefined) return soon;
      const kept = await caches.match(key, { cacheName }).catch(() => undefined);
      return kept === undefined ? undefined : inOnePiece(kept);
    },
    put(key: string, answer: Answer | Response): void {
      if (answer instanceof Response) {
        work(async () => (await caches.open(cacheName)).put(key, answer));
        return;
      }
      forget(key);
      waiting.set(key, answer);
      bytes += answer.whole?.length ?? 0;
      clearTimeout(timer);
      timer = setTimeout(
        () => {
          work(putAway);
        },
        bytes > mostWaiting ? 0 : quietMilliseconds,
      );
    },
  };
}

async function makeRoom(cache: Cache): Promise<void> {
  const keys = await cache.keys();
  for (const old of keys.slice(0, Math.max(0, keys.length - mostKept))) await cache.delete(old);
}
