import { deflateSync, inflateSync } from "node:zlib";
import { fromBase85, toBase85 } from "./base85";

const lineLength = 52;
const fastest = 1;

/** The letter with which a line says how many bytes it holds. */
const lengthSign = (count: number): string =>
  count <= 26 ? String.fromCharCode(64 + count) : String.fromCharCode(70 + count);

function lengthOf(sign: string): number {
  const code = sign.charCodeAt(0);
  if (code >= 65 && code <= 90) return code - 64;
  return code >= 97 && code <= 122 ? code - 70 : 0;
}

function literal(bytes: Uint8Array): string {
  const packed = deflateSync(bytes, { level: fastest });
  let text = `literal ${bytes.length}\n`;
  for (let at = 0; at < packed.length; at += lineLength) {
    const part = packed.subarray(at, at + lineLength);
    text += `${lengthSign(part.length)}${toBase85(part)}\n`;
  }
  return `${text}\n`;
}

/** What a file that is no text becomes, and what it was, each whole. */
export const writeBinaryPatch = (before: Uint8Array, after: Uint8Array): string =>
  `GIT binary patch\n${literal(after)}${literal(before)}`;

/** One side of a binary patch: the content itself, or what makes it of the other side's. */
export interface BinaryPart {
  readonly kind: "literal" | "delta";
  readonly bytes: Uint8Array;
}

/** Reads a part from the line at which it begins; undefined where there is none. */
export function readBinaryPart(
  lines: readonly string[],
  from: number,
): { readonly part: BinaryPart; readonly end: number } | undefined {
  const [, kind, size] = /^(literal|delta) (\d+)$/u.exec(lines[from] ?? "") ?? [];
  if (kind !== "literal" && kind !== "delta") return undefined;
  const pieces: Uint8Array[] = [];
  let at = from + 1;
  for (; (lines[at] ?? "") !== ""; at++) {
    const line = lines[at] ?? "";
    const piece = fromBase85(line.slice(1), lengthOf(line));
    if (!piece) return undefined;
    pieces.push(piece);
  }
  const bytes = inflated(Buffer.concat(pieces));
  return bytes?.length === Number(size) ? { part: { kind, bytes }, end: at + 1 } : undefined;
}

function inflated(packed: Uint8Array): Uint8Array | undefined {
  try {
    return inflateSync(packed);
  } catch {
    return undefined;
  }
}

/** What a part makes of a content; undefined where it was made for another. */
export function applyBinaryPart({ kind, bytes }: BinaryPart, before: Uint8Array): Uint8Array | undefined {
  return kind === "literal" ? bytes : applyDelta(bytes, before);
}

/** A delta as git's packs have it: pieces of the old content, and new ones between them. */
function applyDelta(delta: Uint8Array, before: Uint8Array): Uint8Array | undefined {
  let at = 0;
  const number = () => {
    let [value, shift, byte] = [0, 0, 0x80];
    while ((byte & 0x80) !== 0) {
      byte = delta[at++] ?? 0;
      value += (byte & 0x7f) * 2 ** shift;
      shift += 7;
    }
    return value;
  };
  const flagged = (flags: number, count: number) => {
    let value = 0;
    for (let place = 0; place < count; place++) if ((flags >> place) & 1) value += (delta[at++] ?? 0) * 256 ** place;
    return value;
  };
  if (number() !== before.length) return undefined;
  const size = number();
  const pieces: Uint8Array[] = [];
  while (at < delta.length) {
    const code = delta[at++] ?? 0;
    if ((code & 0x80) === 0) {
      pieces.push(delta.subarray(at, at + code));
      at += code;
      continue;
    }
    const offset = flagged(code & 0xf, 4);
    const length = flagged((code >> 4) & 7, 3) || 0x10000;
    pieces.push(before.subarray(offset, offset + length));
  }
  const after = Buffer.concat(pieces);
  return after.length === size ? after : undefined;
}
