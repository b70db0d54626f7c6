/**
 * Keeps the engine's own files for when the server can't be reached. The sandbox's origin runs the code of projects, which may
 * write into any cache of it: so a kept file counts only if its digest is the one that this script was built with.
 */

/** Path of each file with its SHA-256, in hexadecimal digits. */
export type Digests = Readonly<Record<string, string>>;

const cacheName = "tabsmith-engine";

export async function digestOf(bytes: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

export interface KeptEngine {
  /** Whether this is a file of the engine, by its path. */
  readonly has: (path: string) => boolean;
  /** Fetches and keeps whatever isn't kept yet; what an earlier build had is forgotten. */
  readonly keep: () => Promise<void>;
  /** The server's answer, or the kept file when there is none. */
  readonly answer: (request: Request) => Promise<Response>;
}

export function keptEngine(digests: Digests, ask: typeof fetch): KeptEngine {
  const kept = async (path: string): Promise<Response | undefined> => {
    const cache = await caches.open(cacheName);
    const response = await cache.match(path);
    if (response === undefined) return undefined;
    const bytes = await response.arrayBuffer();
    if ((await digestOf(bytes)) === digests[path]) {
      const headers = new Headers(response.headers);
      headers.delete("content-encoding");
      return new Response(bytes, { status: 200, headers });
    }
    await cache.delete(path);
    return undefined;
  };
  const keepOne = async (path: string) => {
    if ((await kept(path)) !== undefined) return;
    const response = await ask(path);
    if (!response.ok || (await digestOf(await response.clone().arrayBuffer())) !== digests[path]) return;
    await (await caches.open(cacheName)).put(path, response);
  };
  return {
    has: (path) => Object.hasOwn(digests, path),
    async keep() {
      const cache = await caches.open(cacheName);
      for (const { url } of await cache.keys()) {
        const path = new URL(url).pathname;
        if (!Object.hasOwn(digests, path)) await cache.delete(path);
      }
      for (const path of Object.keys(digests)) await keepOne(path);
    },
    async answer(request) {
      try {
        return await ask(request);
      } catch (error) {
        const response = await kept(new URL(request.url).pathname);
        if (response === undefined) throw error;
        return response;
      }
    },
  };
}
