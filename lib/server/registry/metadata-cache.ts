/** An answer that is kept for a short while. */
export interface KeptAnswer {
  readonly status: number;
  readonly type: string;
  readonly etag: string | undefined;
  readonly body: Uint8Array;
}

export interface MetadataCache {
  /** What is kept and still fresh, else what `fetch` answers; callers at the same time share one fetch. */
  get: (key: string, fetch: (kept: KeptAnswer | undefined) => Promise<KeptAnswer>) => Promise<KeptAnswer>;
}

interface Kept {
  answer: KeptAnswer;
  fresh: number;
}

export function createMetadataCache(mostBytes: number, freshFor: number, now: () => number = Date.now): MetadataCache {
  const kept = new Map<string, Kept>();
  const underway = new Map<string, Promise<KeptAnswer>>();
  let size = 0;
  const forget = (key: string) => {
    size -= kept.get(key)?.answer.body.length ?? 0;
    kept.delete(key);
  };
  const remember = (key: string, answer: KeptAnswer) => {
    forget(key);
    if (answer.status !== 200 || answer.body.length > mostBytes / 2) return;
    kept.set(key, { answer, fresh: now() + freshFor });
    size += answer.body.length;
    for (const oldest of kept.keys()) {
      if (size <= mostBytes) return;
      forget(oldest);
    }
  };
  return {
    async get(key, fetch) {
      const known = kept.get(key);
      if (known && known.fresh > now()) return known.answer;
      const waiting = underway.get(key);
      if (waiting) return waiting;
      const fetching = fetch(known?.answer)
        .then((answer) => {
          remember(key, answer);
          return answer;
        })
        .finally(() => underway.delete(key));
      underway.set(key, fetching);
      return fetching;
    },
  };
}
