/** Most of a program's memory is zeros: they aren't kept. What is, is `[size][number of runs]([start][length])…` and the bytes. */
const grain = 4096;

function isEmpty(words: Uint32Array): boolean {
  return words.every((word) => word === 0);
}

/** Where there is something, as [start, length]. */
function runsOf(memory: Uint8Array<ArrayBuffer>): [number, number][] {
  const runs: [number, number][] = [];
  for (let at = 0; at < memory.length; at += grain) {
    const length = Math.min(grain, memory.length - at);
    if (isEmpty(new Uint32Array(memory.buffer, memory.byteOffset + at, length >> 2))) continue;
    const last = runs.at(-1);
    if (last !== undefined && last[0] + last[1] === at) last[1] += length;
    else runs.push([at, length]);
  }
  return runs;
}

/** The memory's size has to be a multiple of four. */
export function packPages(memory: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const runs = runsOf(memory);
  const head = Uint32Array.of(memory.length, runs.length, ...runs.flat());
  const packed = new Uint8Array(head.byteLength + runs.reduce((sum, [, length]) => sum + length, 0));
  packed.set(new Uint8Array(head.buffer));
  let at = head.byteLength;
  for (const [start, length] of runs) {
    packed.set(memory.subarray(start, start + length), at);
    at += length;
  }
  return packed;
}

export function unpackPages(packed: Uint8Array): Uint8Array<ArrayBuffer> {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  const memory = new Uint8Array(view.getUint32(0, true));
  const runs = view.getUint32(4, true);
  let at = 8 + runs * 8;
  for (let run = 0; run < runs; run += 1) {
    const [start, length] = [view.getUint32(8 + run * 8, true), view.getUint32(12 + run * 8, true)];
    memory.set(packed.subarray(at, at + length), start);
    at += length;
  }
  return memory;
}
