import { codeOf } from "@/lib/base";
import { given } from "../given";
import { ModelFailure } from "../model-failure";
import type { DownloadOptions, ModelFiles } from "./model-files";
import { storageFull } from "./storage-full";
import { openTransfer } from "./transfer";

/** A file of a model, and the cache of the browser's in which its runtime looks for it under its address. */
export interface RuntimeFile {
  readonly url: string;
  readonly cache: string;
  /** As far as the model's own list tells. */
  readonly bytes?: number;
  /** Comes in parts, so that it goes on where it stopped. What may come packed, and is small, comes in one go. */
  readonly inParts?: true;
  /** A model may do without it, as with a file that only says how to generate. */
  readonly optional?: true;
}

type Watching = Pick<DownloadOptions, "onProgress" | "signal">;

/** Fetches a file unless it is there, and answers it as its runtime will find it. */
export async function keepForRuntime(file: RuntimeFile, files: ModelFiles, watching: Watching): Promise<Response> {
  const cache = await caches.open(file.cache);
  const there = await cache.match(file.url);
  if (there) return there;
  const content = file.inParts ? await files.download(file.url, watching) : await inOneGo(file.url, watching);
  const kept = new Response(content, { headers: { "content-length": String(content.size) } });
  await cache.put(file.url, kept.clone()).catch((error: unknown) => {
    throw storageFull(error) ?? error;
  });
  if (file.inParts) await files.remove(file.url);
  return kept;
}

async function inOneGo(url: string, { signal }: Watching): Promise<Blob> {
  const transfer = await openTransfer(url, { from: 0, etag: "", ...given("signal", signal) });
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  try {
    for await (const piece of transfer.body) pieces.push(piece);
  } catch (error) {
    signal?.throwIfAborted();
    throw new ModelFailure("network", "The download broke off. Try again, and it goes on from there.", ["retry"], {
      cause: error,
    });
  }
  return new Blob(pieces);
}

/** Files of a model one after the other, with how far all of them are. */
export async function keepAll(
  wanted: readonly RuntimeFile[],
  files: ModelFiles,
  expected: number,
  { onProgress, signal }: Watching,
): Promise<void> {
  const told = wanted.reduce((sum, { bytes = 0 }) => sum + bytes, 0);
  const total = Math.max(told, told > 0 ? 0 : expected);
  let before = 0;
  for (const file of wanted) {
    signal?.throwIfAborted();
    const report = (loaded: number, size: number) => onProgress?.(before + loaded, Math.max(total, before + size));
    const kept = await keepForRuntime(file, files, { onProgress: report, ...given("signal", signal) }).catch(
      (error: unknown) => {
        if (file.optional && codeOf(error) === "model") return undefined;
        throw error;
      },
    );
    before += kept ? sizeOf(kept) : 0;
    onProgress?.(before, Math.max(total, before));
  }
}

/** What a kept file takes, where it says so: reading it to find out would take as long as loading it. */
export const sizeOf = (kept: Response): number => Number(kept.headers.get("content-length") ?? 0);
