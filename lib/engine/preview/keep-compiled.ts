import { assetFolder } from "./routing";

/**
 * Modules of WebAssembly, kept for all projects of this browser. It's not for the bytes, which programs have: a browser keeps what it has compiled
 * of a module only together with an answer of the network or of a cache.
 */
const folder = `${assetFolder}compiled/`;
const cacheName = "tabsmith-compiled";
/** The oldest go first. */
const mostKept = 6;

/** Where the module of this name is fetched from. */
export const compiledAt = (key: string): string => `${folder}${key}.wasm`;

export const isCompiled = (path: string): boolean => path.startsWith(folder);

/** The service worker's answer. */
export async function answerCompiled(request: Request): Promise<Response> {
  const cache = await caches.open(cacheName);
  return (await cache.match(request)) ?? new Response(null, { status: 404 });
}

export async function isModuleKept(key: string): Promise<boolean> {
  const cache = await caches.open(cacheName);
  return (await cache.match(compiledAt(key))) !== undefined;
}

export async function forgetModule(key: string): Promise<void> {
  const cache = await caches.open(cacheName);
  await cache.delete(compiledAt(key));
}

export async function keepModule(key: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const cache = await caches.open(cacheName);
  await cache.put(compiledAt(key), new Response(bytes, { headers: { "content-type": "application/wasm" } }));
}

/** Only so many are kept. */
export async function forgetOldModules(): Promise<void> {
  const cache = await caches.open(cacheName);
  const kept = await cache.keys();
  for (const old of kept.slice(0, -mostKept)) await cache.delete(old);
}
