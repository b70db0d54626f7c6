import { randomUUID } from "node:crypto";
import { access, mkdir, open, readFile, rename, rm } from "node:fs/promises";
import path from "node:path";
import { codeOf } from "@/lib/base";
import { checkBlobHash, type BlobStore } from "./blob-store";
import { checkBytes } from "./hash";

/** Blobs as files below `folder`. A file appears whole or not at all, and is on the disk before `put` is done. */
export function createDiskBlobs(folder: string): BlobStore {
  const fileOf = (hash: string) => path.join(folder, checkBlobHash(hash).slice(0, 2), hash);
  return {
    kind: "disk",
    async put(hash, bytes) {
      const file = fileOf(hash);
      if (await exists(file)) return;
      await mkdir(path.dirname(file), { recursive: true });
      await writeWhole(file, bytes);
    },
    async get(hash) {
      try {
        return checkBytes(hash, await readFile(fileOf(hash)));
      } catch (error) {
        if (codeOf(error) === "ENOENT") return undefined;
        throw error;
      }
    },
    remove: (hash) => rm(fileOf(hash), { force: true }),
  };
}

async function writeWhole(file: string, bytes: Uint8Array): Promise<void> {
  const partial = `${file}.${randomUUID()}.part`;
  try {
    const handle = await open(partial, "wx");
    try {
      await handle.writeFile(bytes);
      await handle.datasync();
    } finally {
      await handle.close();
    }
    await rename(partial, file);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}

const exists = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );
