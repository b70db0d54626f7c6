const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const loose = new TextDecoder("utf-8", { ignoreBOM: true });

/** How long the sign is that begins with this byte; 0 where none does. */
function lengthOf(first: number): number {
  if (first < 0x80) return 1;
  if (first >= 0xc2 && first < 0xe0) return 2;
  if (first >= 0xe0 && first < 0xf0) return 3;
  return first >= 0xf0 && first < 0xf5 ? 4 : 0;
}

function signAt(bytes: Uint8Array, at: number): string | undefined {
  const length = lengthOf(bytes[at] ?? 0);
  if (length === 0) return undefined;
  const text = loose.decode(bytes.subarray(at, at + length));
  return text.includes("\ufffd") && !(bytes[at] === 0xef && bytes[at + 1] === 0xbf) ? undefined : text;
}

/** A byte that is no UTF-8 becomes a lone surrogate, as in Python, so that nothing is lost on the way back. */
export function textOf(bytes: Uint8Array): string {
  try {
    return strict.decode(bytes);
  } catch {
    let text = "";
    for (let at = 0; at < bytes.length;) {
      const sign = signAt(bytes, at);
      text += sign ?? String.fromCharCode(0xdc00 + (bytes[at] ?? 0));
      at += sign === undefined ? 1 : lengthOf(bytes[at] ?? 0);
    }
    return text;
  }
}

const escaped = /[\udc80-\udcff]/u;
const pieces = /[\udc80-\udcff]|[^\udc80-\udcff]+/gu;

/** The bytes that `textOf` was given. */
export function bytesOf(text: string): Uint8Array {
  if (!escaped.test(text)) return Buffer.from(text);
  return Buffer.concat(
    Array.from(text.matchAll(pieces), ([piece]) =>
      escaped.test(piece) ? Uint8Array.of(piece.charCodeAt(0) - 0xdc00) : Buffer.from(piece),
    ),
  );
}

/** Whether some byte was no UTF-8, or a zero stands in it: what grep calls binary. */
export const isBinary = (text: string): boolean => text.includes("\0") || escaped.test(text);
