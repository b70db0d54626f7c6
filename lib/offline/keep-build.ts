import type { OfflineList } from "./offline-list";

const prefix = "tabsmith-";

export const cacheName = ({ version }: OfflineList): string => `${prefix}${version}`;

/** At once few: it shares the line with what the person is waiting for. */
const atOnce = 4;

/** Puts a whole build into its cache; what an earlier build had under the same name is taken from there. */
export async function keepBuild(list: OfflineList, ask: typeof fetch = fetch): Promise<void> {
  const cache = await caches.open(cacheName(list));
  const rest = [...list.pages, ...list.files];
  const isFile = new Set(list.files);
  const keepNext = async (): Promise<void> => {
    for (let path = rest.shift(); path !== undefined; path = rest.shift()) {
      const known = isFile.has(path) ? await caches.match(path) : undefined;
      const response = known ?? (await ask(path, { cache: isFile.has(path) ? "default" : "reload" }));
      if (!response.ok) throw new Error(`${path} was answered with ${response.status}.`);
      await cache.put(path, response);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, keepNext));
}

/** Forgets every build but this one. */
export async function dropOthers(list: OfflineList): Promise<void> {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(prefix) && name !== cacheName(list));
  await Promise.all(old.map((name) => caches.delete(name)));
}
