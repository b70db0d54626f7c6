import fs from "node:fs";
import { textOf } from "../lines/bytes-text";
import { ToolFailure } from "../lines/run-tool";
import { undone } from "./options";
import type { Settings } from "./settings";

/** How much is looked at for a zero byte before anything is searched. */
const probed = 65_536;

export interface Contents {
  readonly text: string;
  /** Where the first zero byte stands; undefined where there is none that counts. */
  readonly zeroAt?: number;
  /** The search ended there. */
  readonly isEnded?: boolean;
}

function encodingOf(label: string): TextDecoder {
  try {
    return new TextDecoder(label, { ignoreBOM: true });
  } catch {
    throw new ToolFailure(`grep config error: unknown encoding: ${label}`, 2);
  }
}

/** A text by its first bytes, or by what `-E` says it is. */
function decoded(bytes: Uint8Array, encoding: string | undefined): string {
  const [first, second, third] = bytes;
  if (encoding !== "none") {
    if (first === 0xff && second === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
    if (first === 0xfe && second === 0xff) return new TextDecoder("utf-16be").decode(bytes);
    if (first === 0xef && second === 0xbb && third === 0xbf) return textOf(bytes.subarray(3));
  }
  const named = encoding !== undefined && !["none", "auto", undone].includes(encoding);
  return named ? encodingOf(encoding).decode(bytes) : textOf(bytes);
}

/** What is searched of bytes that were read whole. A file that nobody named ends at its first zero byte. */
export function contentsOf(bytes: Uint8Array, isNamed: boolean, { has, value, all }: Settings): Contents {
  const encoding = value("E");
  const isWide = bytes[0] === 0xff || bytes[0] === 0xfe;
  const at = has("a") || (isWide && encoding !== "none") ? -1 : bytes.indexOf(0);
  if (at === -1) return { text: decoded(bytes, encoding) };
  const goesOn = isNamed || has("binary") || all("u").length > 2;
  if (!goesOn) {
    const text = at < probed ? "" : decoded(bytes.subarray(0, at), encoding);
    return { text, zeroAt: at, isEnded: true };
  }
  return at < probed ? { text: decoded(bytes, encoding), zeroAt: at } : { text: decoded(bytes, encoding) };
}

export const contentsOfFile = (path: string, isNamed: boolean, settings: Settings): Contents =>
  contentsOf(fs.readFileSync(path), isNamed, settings);
