import type { BlobStore } from "../blobs/blob-store";

const mostBytes = 32 * 1024 * 1024;

/** The text of blobs, the last asked for kept in memory. Those who ask at the same time share one read. */
export function createBlobCache(blobs: BlobStore, most = mostBytes): (hash: string) => Promise<string | undefined> {
  const kept = new Map<string, string>();
  const underway = new Map<string, Promise<string | undefined>>();
  let size = 0;
  const remember = (hash: string, text: string) => {
    if (text.length > most / 4) return;
    kept.set(hash, text);
    size += text.length;
    for (const [oldest, { length }] of kept) {
      if (size <= most) return;
      kept.delete(oldest);
      size -= length;
    }
  };
  const load = async (hash: string): Promise<string | undefined> => {
    const bytes = await blobs.get(hash);
    if (!bytes) return undefined;
    const text = Buffer.from(bytes).toString();
    remember(hash, text);
    return text;
  };
  return (hash) => {
    const known = kept.get(hash);
    if (known !== undefined) {
      kept.delete(hash);
      kept.set(hash, known);
      return Promise.resolve(known);
    }
    const reading = underway.get(hash) ?? load(hash).finally(() => underway.delete(hash));
    underway.set(hash, reading);
    return reading;
  };
}
