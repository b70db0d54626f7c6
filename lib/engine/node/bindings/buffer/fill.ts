import { part } from "../bytes";
import { codecs, encodeText, type Encoding } from "./encodings";

/** Repeats what stands in the first `written` bytes over the rest, doubling it each time. */
function repeat(region: Uint8Array, written: number): void {
  for (let filled = written; filled < region.length; filled *= 2) {
    region.copyWithin(filled, 0, Math.min(filled, region.length - filled));
  }
}

function writePattern(region: Uint8Array, text: string, encoding: Encoding): number {
  if (encoding !== "utf8" && encoding !== "utf16le") return codecs[encoding].write(region, text, 0, region.length);
  const pattern = encodeText(text, encoding);
  region.set(pattern.length > region.length ? pattern.subarray(0, region.length) : pattern);
  return pattern.length;
}

/** Answers `-2` for a range outside the target and `-1` for a pattern without bytes; Node's library throws for both. */
export function fill(
  target: Uint8Array,
  value: unknown,
  start: number,
  end: number,
  encoding: Encoding,
): number | undefined {
  if (start > end || end > target.length) return -2;
  const region = part(target, start, end);
  if (typeof value !== "string" && !ArrayBuffer.isView(value)) {
    region.fill(Number(value) & 255);
    return undefined;
  }
  let written: number;
  if (typeof value === "string") {
    written = writePattern(region, value, encoding);
  } else {
    written = value.byteLength;
    region.set(new Uint8Array(value.buffer, value.byteOffset, Math.min(written, region.length)));
  }
  if (written >= region.length) return undefined;
  if (written === 0) return -1;
  repeat(region, written);
  return undefined;
}
