import { Failure } from "@/lib/base";
import type { ProjectStorage } from "./storage";

/** Contents that were read or written lately stay in memory up to this many bytes. */
const cacheLimit = 32 * 1024 * 1024;

export interface ContentCache {
  readonly get: (hash: string) => Promise<Uint8Array>;
  readonly remember: (hash: string, bytes: Uint8Array) => void;
}

export function createContentCache(storage: ProjectStorage): ContentCache {
  const kept = new Map<string, Uint8Array>();
  let size = 0;
  const remember = (hash: string, bytes: Uint8Array) => {
    if (kept.has(hash) || bytes.length > cacheLimit / 4) return;
    kept.set(hash, bytes);
    size += bytes.length;
    for (const [oldest, old] of kept) {
      if (size <= cacheLimit) return;
      kept.delete(oldest);
      size -= old.length;
    }
  };
  return {
    remember,
    get: async (hash) => {
      const known = kept.get(hash);
      if (known) return known;
      const bytes = await storage.content(hash);
      if (!bytes) throw new Failure("EIO", "The saved content of this file is missing from the browser's storage");
      remember(hash, bytes);
      return bytes;
    },
  };
}
