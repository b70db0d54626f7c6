import { sourceHash } from "@/lib/engine/modules/source-hash";
import type { ProcessHost } from "@/lib/engine/node/process-host";

const mark = "tabsmith ";
const bytesOf = (text: string): Uint8Array => Uint8Array.from(text, (sign) => sign.charCodeAt(0));

/** The program's own kind of bytes. */
export const bufferOf = (host: ProcessHost, bytes: Uint8Array): Uint8Array =>
  (host.requireBuiltin("buffer") as { Buffer: { from(bytes: Uint8Array): Uint8Array } }).Buffer.from(bytes);

/**
 * What `createCachedData` answers. A browser shows nobody its compiled code, so it holds what it was made from and no
 * more: enough to tell whether it belongs to a text.
 */
export const cacheOf = (source: string): Uint8Array => bytesOf(`${mark}${sourceHash(source)}`);

export function isOwnCache(data: unknown, source: string): boolean {
  if (!ArrayBuffer.isView(data)) return false;
  const given = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  const own = cacheOf(source);
  return given.length === own.length && own.every((byte, at) => byte === given[at]);
}
