const perRow = 16;
const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, "0");
const letter = (byte: number): string => (byte >= 0x20 && byte < 0x7f ? String.fromCodePoint(byte) : ".");

/** Bytes as programmers read them: the place, sixteen bytes, and the letters among them. */
export function hexRows(bytes: Uint8Array): readonly string[] {
  return Array.from({ length: Math.ceil(bytes.length / perRow) }, (_, row) => {
    const part = [...bytes.subarray(row * perRow, (row + 1) * perRow)];
    const columns = part.map((byte) => hex(byte, 2)).join(" ");
    return `${hex(row * perRow, 8)}  ${columns.padEnd(perRow * 3 - 1)}  ${part.map(letter).join("")}`;
  });
}
