const POLYNOMIAL = 0xedb88320;
const SLICES = 8;

function makeTables(): Uint32Array[] {
  const tables = Array.from({ length: SLICES }, () => new Uint32Array(256));
  const [first = new Uint32Array(256)] = tables;
  for (let byte = 0; byte < 256; byte++) {
    let crc = byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? POLYNOMIAL : 0);
    first[byte] = crc;
  }
  for (let slice = 1; slice < SLICES; slice++) {
    const [table, before] = [tables[slice], tables[slice - 1]];
    if (table === undefined || before === undefined) continue;
    for (let byte = 0; byte < 256; byte++) {
      const crc = before[byte] ?? 0;
      table[byte] = (crc >>> 8) ^ (first[crc & 255] ?? 0);
    }
  }
  return tables;
}

const [T0, T1, T2, T3, T4, T5, T6, T7] = makeTables() as [
  ...[Uint32Array, Uint32Array, Uint32Array, Uint32Array],
  ...[Uint32Array, Uint32Array, Uint32Array, Uint32Array],
];
const at = (table: Uint32Array, index: number): number => table[index & 255] ?? 0;

/** CRC-32 as zlib's, eight bytes at a step. `start` is the sum of what came before. */
export function crc32(bytes: Uint8Array, start: number): number {
  let crc = ~start;
  let i = 0;
  for (const last = bytes.length - 8; i <= last; i += 8) {
    const low =
      crc ^ ((bytes[i] ?? 0) | ((bytes[i + 1] ?? 0) << 8) | ((bytes[i + 2] ?? 0) << 16) | ((bytes[i + 3] ?? 0) << 24));
    crc =
      at(T7, low) ^
      at(T6, low >>> 8) ^
      at(T5, low >>> 16) ^
      at(T4, low >>> 24) ^
      at(T3, bytes[i + 4] ?? 0) ^
      at(T2, bytes[i + 5] ?? 0) ^
      at(T1, bytes[i + 6] ?? 0) ^
      at(T0, bytes[i + 7] ?? 0);
  }
  for (; i < bytes.length; i++) crc = (crc >>> 8) ^ at(T0, crc ^ (bytes[i] ?? 0));
  return ~crc >>> 0;
}
