import { createHash, randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, readFile, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";

/** Archives by the address they came from. A half-fetched one is never seen: it gets its name when it is whole. */
export interface TarballCache {
  find: (
    address: string,
  ) => Promise<
    { readonly size: number; readonly body: Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array> } | undefined
  >;
  /** Passes the bytes on while it keeps them. What is larger than the limit is passed on and not kept. */
  keep: (address: string, body: ReadableStream<Uint8Array>) => ReadableStream<Uint8Array>;
}

/** Up to this many bytes a stream costs more than it saves. */
const readWhole = 1 << 20;

export function createTarballCache(folder: string, mostBytes: number): TarballCache {
  const fileOf = (address: string): string => {
    const name = createHash("sha256").update(address).digest("hex");
    return path.join(folder, name.slice(0, 2), `${name}.tgz`);
  };
  return {
    async find(address) {
      try {
        const file = fileOf(address);
        const { size } = await stat(file);
        if (size <= readWhole) return { size, body: await readFile(file) };
        return { size, body: Readable.toWeb(createReadStream(file)) as ReadableStream<Uint8Array> };
      } catch {
        return undefined;
      }
    },
    keep(address, body) {
      const file = fileOf(address);
      const partial = `${file}.${randomUUID()}.part`;
      const [pass, copy] = body.tee();
      void save(copy, partial, file, mostBytes);
      return pass;
    },
  };
}

/** A cache that can't be written costs speed, never an answer. */
async function save(body: ReadableStream<Uint8Array>, partial: string, file: string, most: number): Promise<void> {
  try {
    await mkdir(path.dirname(file), { recursive: true });
    const handle = await open(partial, "wx");
    try {
      let size = 0;
      for await (const piece of body) {
        size += piece.length;
        if (size > most) throw new RangeError("larger than what is kept");
        await handle.write(piece);
      }
    } finally {
      await handle.close();
    }
    await rename(partial, file);
  } catch {
    await rm(partial, { force: true }).catch(() => undefined);
  }
}
