import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { given } from "../given";
import { ModelFailure } from "../model-failure";
import { createPartWriter } from "./part-writer";
import type { PartShelf } from "./part-shelf";
import { storageFull } from "./storage-full";
import { assertRoom, openTransfer, type Transfer } from "./transfer";

export interface StoredFile {
  readonly url: string;
  /** Bytes that are here. */
  readonly loaded: number;
  /** Bytes that there are, or 0 while no one has said. */
  readonly total: number;
  readonly complete: boolean;
}

export interface DownloadOptions {
  readonly sha256?: string;
  readonly onProgress?: (loaded: number, total: number) => void;
  /** Aborting pauses: what has come stays, and the next call goes on from there. */
  readonly signal?: AbortSignal;
  readonly fetch?: typeof fetch;
}

/** Large files on disk, each in parts, so that a download that stopped goes on where it was. */
export interface ModelFiles {
  readonly list: () => Promise<readonly StoredFile[]>;
  /** The file if all of it is here. It stays on disk; nothing is read yet. */
  readonly open: (url: string) => Promise<Blob | undefined>;
  readonly download: (url: string, options?: DownloadOptions) => Promise<Blob>;
  readonly remove: (url: string) => Promise<void>;
}

interface Manifest {
  readonly url: string;
  readonly total: number;
  readonly etag: string;
  readonly complete: boolean;
}

export interface ModelFilesOptions {
  readonly partBytes?: number;
  readonly estimate?: () => Promise<StorageEstimate>;
}

export function createModelFiles(shelf: PartShelf, options: ModelFilesOptions = {}): ModelFiles {
  return new PartedFiles(shelf, options);
}

class PartedFiles implements ModelFiles {
  private readonly partBytes: number;
  private readonly estimate: () => Promise<StorageEstimate>;

  constructor(
    private readonly shelf: PartShelf,
    { partBytes = 16 * 1024 * 1024, estimate = () => navigator.storage.estimate() }: ModelFilesOptions,
  ) {
    this.partBytes = partBytes;
    this.estimate = estimate;
  }

  list = async (): Promise<readonly StoredFile[]> => {
    const all = await this.shelf.list();
    const manifests = all.filter(({ name }) => name.endsWith(".json"));
    const files = await Promise.all(
      manifests.map(async ({ name }) => {
        const manifest = await this.manifest(name.slice(0, -".json".length));
        const loaded = await this.loadedBytes(name.slice(0, -".json".length));
        return manifest ? [{ url: manifest.url, total: manifest.total, complete: manifest.complete, loaded }] : [];
      }),
    );
    return files.flat();
  };

  open = async (url: string): Promise<Blob | undefined> => {
    const key = await keyOf(url);
    return (await this.manifest(key))?.complete ? this.assemble(key) : undefined;
  };

  download = async (url: string, options: DownloadOptions = {}): Promise<Blob> => {
    const key = await keyOf(url);
    const known = await this.manifest(key);
    if (known?.complete) return this.assemble(key);
    const transfer = await openTransfer(url, {
      from: known ? await this.loadedBytes(key) : 0,
      etag: known?.etag ?? "",
      ...given("signal", options.signal),
      ...given("fetch", options.fetch),
    });
    if (transfer.from === 0) await this.removeParts(key);
    assertRoom(transfer, await this.estimate());
    const manifest = { url, total: transfer.total, etag: transfer.etag, complete: false };
    await this.note(key, manifest);
    await this.take(key, transfer, options);
    const file = await this.check(key, url, transfer.total, options.sha256);
    await this.note(key, { ...manifest, total: file.size, complete: true });
    return file;
  };

  remove = async (url: string): Promise<void> => {
    const key = await keyOf(url);
    await this.shelf.remove(`${key}.json`);
    await this.removeParts(key);
  };

  private async take(key: string, transfer: Transfer, { onProgress, signal }: DownloadOptions): Promise<void> {
    let loaded = transfer.from;
    const first = (await this.parts(key)).length;
    const writer = createPartWriter(this.partBytes, (at, part) => this.shelf.write(partName(key, first + at), part));
    try {
      for await (const chunk of transfer.body) {
        loaded += chunk.length;
        await writer.add(chunk);
        onProgress?.(loaded, transfer.total);
        signal?.throwIfAborted();
      }
    } catch (error) {
      signal?.throwIfAborted();
      const full = storageFull(error);
      if (full) throw full;
      throw new ModelFailure(
        "network",
        "The download broke off. What has come is kept: try again, and it goes on from there.",
        ["retry"],
        {
          cause: error,
        },
      );
    } finally {
      await writer.flush();
    }
  }

  private async check(key: string, url: string, total: number, expected: string | undefined): Promise<Blob> {
    const file = await this.assemble(key);
    if (total > 0 && file.size !== total) {
      throw new ModelFailure(
        "network",
        `Only ${file.size} of ${total} bytes came. Try again, and it goes on from there.`,
        ["retry"],
      );
    }
    const start = new TextDecoder().decode(await file.slice(0, 4).arrayBuffer());
    if (/\.gguf(?:$|\?)/.test(url) && start !== "GGUF") {
      await this.remove(url);
      throw new ModelFailure(
        "corrupt",
        "What came is no GGUF model. Look at the address: it must be that of the file itself.",
        ["choose-model"],
      );
    }
    if (expected !== undefined && (await digest(file)) !== expected) {
      await this.remove(url);
      throw new ModelFailure(
        "integrity",
        "What came is not the file that the catalogue promises, so it was thrown away. Download it again, or don't trust its source.",
        ["download-again", "choose-model"],
      );
    }
    return file;
  }

  private async assemble(key: string): Promise<Blob> {
    const parts = await Promise.all((await this.parts(key)).map(({ name }) => this.shelf.read(name)));
    return new Blob(parts.filter((part) => part !== undefined));
  }

  private async parts(key: string): Promise<readonly { readonly name: string; readonly size: number }[]> {
    const all = await this.shelf.list();
    return all
      .filter(({ name }) => name.startsWith(`${key}.part`))
      .toSorted((left, right) => (left.name < right.name ? -1 : 1));
  }

  private async loadedBytes(key: string): Promise<number> {
    return (await this.parts(key)).reduce((sum, { size }) => sum + size, 0);
  }

  private async removeParts(key: string): Promise<void> {
    for (const { name } of await this.parts(key)) await this.shelf.remove(name);
  }

  private async manifest(key: string): Promise<Manifest | undefined> {
    const file = await this.shelf.read(`${key}.json`);
    if (!file) return undefined;
    try {
      return JSON.parse(await file.text()) as Manifest;
    } catch {
      return undefined;
    }
  }

  private note(key: string, manifest: Manifest): Promise<void> {
    return this.shelf.write(`${key}.json`, new Blob([JSON.stringify(manifest)]));
  }
}

const partName = (key: string, at: number): string => `${key}.part${String(at).padStart(6, "0")}`;

async function keyOf(url: string): Promise<string> {
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(url));
  return bytesToHex(new Uint8Array(hash)).slice(0, 32);
}

async function digest(file: Blob): Promise<string> {
  const hash = sha256.create();
  const step = 1024 * 1024;
  for (let at = 0; at < file.size; at += step)
    hash.update(new Uint8Array(await file.slice(at, at + step).arrayBuffer()));
  return bytesToHex(hash.digest());
}
