import { thisProcess } from "@/lib/engine/node/this-process";

const encoder = new TextEncoder();

export function bytesOfText(text: string, encoding: string): Uint8Array {
  if (encoding === "utf8") return encoder.encode(text);
  const { Buffer } = thisProcess().requireBuiltin("buffer") as typeof import("node:buffer");
  return Buffer.from(text, encoding as BufferEncoding);
}

/** `writev` gets buffers, or text and encoding by turns. */
export function joinChunks(chunks: readonly unknown[], allBuffers: boolean): Uint8Array {
  const parts: Uint8Array[] = [];
  const step = allBuffers ? 1 : 2;
  for (let at = 0; at < chunks.length; at += step) {
    const chunk = chunks[at];
    if (typeof chunk === "string") parts.push(bytesOfText(chunk, chunks[at + 1] as string));
    else parts.push(chunk as Uint8Array);
  }
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let filled = 0;
  for (const part of parts) {
    all.set(part, filled);
    filled += part.length;
  }
  return all;
}
