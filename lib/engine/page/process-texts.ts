type Texts = Readonly<Record<string, SharedArrayBuffer>>;

async function load(url: string): Promise<SharedArrayBuffer> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} can't be fetched: ${response.status}. Reload the page.`);
  const bytes = new Uint8Array(await response.arrayBuffer());
  const shared = new SharedArrayBuffer(bytes.length);
  new Uint8Array(shared).set(bytes);
  return shared;
}

let loaded: Promise<Texts> | undefined;

/** What every process is made of, once for this page: each Worker reads it where it lies. One that failed is tried again. */
export function loadTexts(assets: string, names: readonly string[]): Promise<Texts> {
  loaded ??= Promise.all(names.map(async (name) => [name, await load(assets + name)] as const))
    .then(Object.fromEntries<SharedArrayBuffer>)
    .catch((error: unknown) => {
      loaded = undefined;
      throw error;
    });
  return loaded;
}
