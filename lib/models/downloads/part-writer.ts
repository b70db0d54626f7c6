export interface PartWriter {
  readonly add: (chunk: Uint8Array<ArrayBuffer>) => Promise<void>;
  /** Writes what has gathered, be it less than a part. */
  readonly flush: () => Promise<void>;
}

/** Gathers chunks into parts of about a size and hands each on, numbered from zero. */
export function createPartWriter(bytes: number, write: (at: number, part: Blob) => Promise<void>): PartWriter {
  let gathered: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  let at = 0;
  const flush = async () => {
    if (length === 0) return;
    const part = new Blob(gathered);
    gathered = [];
    length = 0;
    await write(at, part);
    at += 1;
  };
  return {
    flush,
    async add(chunk) {
      gathered.push(chunk);
      length += chunk.length;
      if (length >= bytes) await flush();
    },
  };
}
