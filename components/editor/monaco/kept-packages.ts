/** Where the types of a project's packages wait for its next visit. They can be read again at any time: nothing is lost with them. */
const storeName = "tabsmith-types";

const addressOf = (project: string): string => `/kept-types/${encodeURIComponent(project)}`;

export async function keptPackages(project: string): Promise<ReadonlyMap<string, string>> {
  if (typeof caches === "undefined") return new Map();
  const store = await caches.open(storeName);
  const kept = await store.match(addressOf(project));
  if (!kept) return new Map();
  const entries: unknown = await kept.json();
  return new Map(Array.isArray(entries) ? entries.filter(isEntry) : []);
}

export async function keepPackages(project: string, files: ReadonlyMap<string, string>): Promise<void> {
  if (typeof caches === "undefined") return;
  const store = await caches.open(storeName);
  await store.put(addressOf(project), new Response(JSON.stringify([...files])));
}

const isEntry = (value: unknown): value is [string, string] =>
  Array.isArray(value) && value.length === 2 && value.every((part) => typeof part === "string");
