const platformAtob = globalThis.atob;
const platformBtoa = globalThis.btoa;
const PlatformException = globalThis.DOMException;

const INVALID_CHARACTER = -2;
const SINGLE_CHARACTER = -1;

/** Why `atob` refused: an alien character, or one character too many. */
function reason(text: string): number {
  const packed = text.replace(/[\t\n\f\r ]/g, "");
  return /^[A-Za-z0-9+/]*$/.test(packed) && packed.length % 4 === 1 ? SINGLE_CHARACTER : INVALID_CHARACTER;
}

/** The decoded text, or the number by which Node's library picks its error. */
export function atob(text: string): string | number {
  try {
    return platformAtob(text);
  } catch (error) {
    if (error instanceof PlatformException) return reason(text);
    throw error;
  }
}

/** The encoded text, or `-1` for a character above U+00FF. */
export function btoa(text: string): string | number {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0xff) return -1;
  return platformBtoa(text);
}
