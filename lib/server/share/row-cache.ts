/**
 * Rows by id, the last asked for kept in memory, at most `most` of them and each for `keepFor` milliseconds at most. A row that was
 * being read while something was forgotten isn't kept, since it may be the old one.
 */
export function createRowCache<Row>(
  load: (id: string) => Promise<Row | undefined>,
  { most = 20_000, keepFor = Infinity, now = Date.now }: RowCacheSettings = {},
): RowCache<Row> {
  const kept = new Map<string, { readonly row: Row; readonly until: number }>();
  let forgotten = 0;
  return {
    async get(id) {
      const known = kept.get(id);
      if (known && known.until > now()) return known.row;
      const [before, until] = [forgotten, now() + keepFor];
      const row = await load(id);
      if (row === undefined || before !== forgotten) return row;
      kept.delete(id);
      kept.set(id, { row, until });
      if (kept.size > most) for (const oldest of [...kept.keys()].slice(0, Math.ceil(most / 10))) kept.delete(oldest);
      return row;
    },
    peek: (id) => kept.get(id)?.row,
    forget(id) {
      forgotten += 1;
      if (id === undefined) kept.clear();
      else kept.delete(id);
    },
  };
}

export interface RowCacheSettings {
  readonly most?: number;
  readonly keepFor?: number;
  readonly now?: () => number;
}

export interface RowCache<Row> {
  readonly get: (id: string) => Promise<Row | undefined>;
  readonly peek: (id: string) => Row | undefined;
  /** One row, or all of them. */
  readonly forget: (id?: string) => void;
}
