import { bytesOfAny, concatBytes, part } from "./bytes";

const END = 0;
const CONTINUE = 1;

type Bytes = Uint8Array<ArrayBuffer>;
type Pull = (status: number, buffer?: ArrayBuffer) => void;

/** Reads a blob part by part. */
class BlobReader {
  #next = 0;

  constructor(private readonly parts: readonly Bytes[]) {}

  pull(callback: Pull): void {
    const bytes = this.parts[this.#next++];
    if (bytes === undefined) callback(END);
    else callback(CONTINUE, new Uint8Array(bytes).buffer);
  }

  /** Everything is there from the beginning, so nobody needs waking. */
  setWakeup(): void {}
}

/** Bytes that never change, shared by all slices of them. */
class BlobHandle {
  constructor(readonly parts: readonly Bytes[]) {}

  getReader(): BlobReader {
    return new BlobReader(this.parts);
  }

  slice(start: number, end: number): BlobHandle {
    const found: Bytes[] = [];
    let at = 0;
    for (const bytes of this.parts) {
      const from = Math.max(0, start - at);
      const to = Math.min(bytes.length, end - at);
      if (from < to) found.push(bytes.subarray(from, to));
      at += bytes.length;
    }
    return new BlobHandle(found);
  }
}

const partsOf = (source: unknown): readonly Bytes[] => {
  if (source instanceof BlobHandle) return source.parts;
  const given = bytesOfAny(source);
  const bytes = part(given, 0, given.length);
  return bytes.length === 0 ? [] : [bytes];
};

function concat(parts: readonly unknown[]): ArrayBuffer {
  return concatBytes(...parts.map((each) => bytesOfAny(each))).buffer;
}

type Stored = readonly [handle: BlobHandle, length: number, type: string];

export interface BlobHost {
  /** The content of a file, for `fs.openAsBlob`; `undefined` where there is none. */
  readonly readFile: (path: string) => Uint8Array | undefined;
}

/** `internalBinding("blob")`. */
export function createBlobBinding({ readFile }: BlobHost) {
  const stored = new Map<string, Stored>();
  return {
    createBlob: (sources: readonly unknown[]) => new BlobHandle(sources.flatMap(partsOf)),
    concat,
    createBlobFromFilePath(path: string): [BlobHandle, number] | undefined {
      const bytes = readFile(path);
      return bytes === undefined ? undefined : [new BlobHandle([new Uint8Array(bytes)]), bytes.length];
    },
    storeDataObject(id: string, handle: BlobHandle, length: number, type: string): void {
      stored.set(id, [handle, length, type]);
    },
    getDataObject: (id: string) => stored.get(id),
    revokeObjectURL(url: string): void {
      const id = /^blob:nodedata:([^:?#]*)$/.exec(url)?.[1];
      if (id !== undefined) stored.delete(id);
    },
  };
}
