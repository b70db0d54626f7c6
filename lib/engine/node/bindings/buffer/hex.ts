import { part } from "../bytes";

/** What newer browsers have on typed arrays; older hosts take the loops. */
type HexArray = Uint8Array & { toHex?: () => string; setFromHex?: (text: string) => { written: number } };

const pairs = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/** The value of each hex digit by its code, 255 for everything else. */
const digits = new Uint8Array(256).fill(255);
for (let value = 0; value < 16; value++) {
  digits[value.toString(16).charCodeAt(0)] = value;
  digits[value.toString(16).toUpperCase().charCodeAt(0)] = value;
}

export function hexSlice(bytes: Uint8Array, start: number, end: number): string {
  const view = part(bytes, start, end) as HexArray;
  if (view.toHex !== undefined) return view.toHex();
  let text = "";
  for (let i = start; i < end; i++) text += pairs[bytes[i] ?? 0] ?? "";
  return text;
}

/** Node looks at the low byte of a character only. */
const digit = (text: string, at: number): number => digits[text.charCodeAt(at) & 255] ?? 255;

/** Stops at the first pair that isn't hex; a lone last digit is left out. */
export function hexWrite(target: Uint8Array, text: string, offset: number, length: number): number {
  const count = Math.min(length, text.length >> 1);
  for (let i = 0; i < count; i++) {
    const high = digit(text, i * 2);
    const low = digit(text, i * 2 + 1);
    if ((high | low) > 15) return i;
    target[offset + i] = (high << 4) | low;
  }
  return count;
}
