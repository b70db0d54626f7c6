import { extname } from "@/lib/base";
import { decodeText } from "@/lib/workspace";

/** How the editor shows a file. */
export type Content =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "image"; readonly mime: string; readonly bytes: Uint8Array }
  /** `head`: how it begins. */
  | { readonly type: "binary"; readonly size: number; readonly head: Uint8Array }
  | { readonly type: "large"; readonly size: number; readonly head: string };

const images: Readonly<Record<string, string>> = {
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".jpeg": "image/jpeg",
  ".gif": "image/gif",
  ".webp": "image/webp",
  ".avif": "image/avif",
  ".ico": "image/x-icon",
  ".bmp": "image/bmp",
};

/** Above this an editor in a tab is no pleasure any more. */
export const largestText = 20 * 1024 * 1024;

/** So much of what no editor takes is shown. */
const shownOfLarge = 100_000;
const shownOfBinary = 1024;

export function contentOf(path: string, bytes: Uint8Array, limit = largestText): Content {
  const mime = images[extname(path).toLowerCase()];
  if (mime) return { type: "image", mime, bytes };
  const text = bytes.length > limit ? undefined : decodeText(bytes);
  if (text !== undefined) return { type: "text", text };
  const head = decodeText(bytes.subarray(0, shownOfLarge), true);
  const size = bytes.length;
  if (size > limit && head !== undefined) return { type: "large", size, head };
  return { type: "binary", size, head: bytes.slice(0, shownOfBinary) };
}
