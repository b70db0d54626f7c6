/** A 128-bit hash of a text, for finding it again; not for proving anything. */
export function sourceHash(text: string): string {
  let [a, b, c, d] = [0x9e3779b9, 0x85ebca6b, 0xc2b2ae35, 0x27d4eb2f];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    a = Math.imul(a ^ code, 0x85ebca6b);
    b = Math.imul(b ^ (a >>> 15) ^ code, 0xc2b2ae35);
    c = Math.imul(c ^ (b >>> 13) ^ code, 0x27d4eb2f);
    d = Math.imul(d ^ (c >>> 16) ^ code, 0x165667b1);
  }
  return [a, b, c, d, text.length].map((part) => (part >>> 0).toString(36)).join("-");
}
