const signs = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~";
const values: ReadonlyMap<string, number> = new Map(Array.from(signs, (sign, at) => [sign, at]));

/** Four bytes as five signs; what is missing at the end counts as zeros. */
export function toBase85(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 4) {
    let rest = 0;
    for (let place = 0; place < 4; place++) rest = rest * 256 + (bytes[at + place] ?? 0);
    let five = "";
    for (let place = 0; place < 5; place++) {
      five = (signs[rest % 85] ?? "") + five;
      rest = Math.floor(rest / 85);
    }
    text += five;
  }
  return text;
}

/** The first `length` bytes that a text stands for; undefined for one that is none of ours. */
export function fromBase85(text: string, length: number): Uint8Array | undefined {
  const bytes = new Uint8Array(Math.ceil(text.length / 5) * 4);
  for (let at = 0; at < text.length; at += 5) {
    let number = 0;
    for (const sign of text.slice(at, at + 5)) {
      const value = values.get(sign);
      if (value === undefined) return undefined;
      number = number * 85 + value;
    }
    if (number > 0xff_ff_ff_ff) return undefined;
    for (let place = 3; place >= 0; place--) {
      bytes[(at / 5) * 4 + place] = number % 256;
      number = Math.floor(number / 256);
    }
  }
  return length <= bytes.length ? bytes.subarray(0, length) : undefined;
}
