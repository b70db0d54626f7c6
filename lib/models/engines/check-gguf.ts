import { ModelFailure } from "../model-failure";

/** Numbers in a block of a kind of tensor, and the bytes that it takes. By the numbers that the format gives the kinds. */
const blocks: Readonly<Record<number, readonly [numbers: number, bytes: number]>> = {
  0: [1, 4],
  1: [1, 2],
  2: [32, 18],
  3: [32, 20],
  6: [32, 22],
  7: [32, 24],
  8: [32, 34],
  9: [32, 36],
  10: [256, 84],
  11: [256, 110],
  12: [256, 144],
  13: [256, 176],
  14: [256, 210],
  15: [256, 292],
  16: [256, 66],
  17: [256, 74],
  18: [256, 98],
  19: [256, 50],
  20: [32, 18],
  21: [256, 110],
  22: [256, 82],
  23: [256, 136],
  24: [1, 1],
  25: [1, 2],
  26: [1, 4],
  27: [1, 8],
  28: [1, 8],
  29: [256, 56],
  30: [1, 2],
  34: [256, 54],
  35: [256, 66],
  39: [32, 17],
};

/** Bytes of a value in the header; strings and lists have a length of their own. */
const valueBytes: Readonly<Record<number, number>> = {
  0: 1,
  1: 1,
  2: 2,
  3: 2,
  4: 4,
  5: 4,
  6: 4,
  7: 1,
  10: 8,
  11: 8,
  12: 8,
};
const stringKind = 8;
const listKind = 9;

/** A vocabulary has hundreds of thousands of entries, and the page is to stay awake meanwhile. */
const atATime = 20_000;
const breathe = () => new Promise((resolve) => setTimeout(resolve));

/** More than any vocabulary takes. */
const largestHeader = 64 * 1024 * 1024;

/**
 * Refuses a file that is no GGUF model or is shorter than its own header says. The runtime itself reads a short file as
 * if zeros followed, and answers nonsense.
 */
export async function assertGguf(file: Blob, id: string): Promise<void> {
  const header = new Cursor(new DataView(await file.slice(0, largestHeader).arrayBuffer()));
  let needed: number;
  try {
    needed = await readExtent(header);
  } catch (error) {
    throw damaged(`The file of ${id} is no GGUF model, or its beginning is damaged.`, error);
  }
  if (file.size < needed) {
    throw damaged(
      `The file of ${id} is cut off: ${Math.round(file.size / 1e6)} of ${Math.round(needed / 1e6)} MB are there.`,
    );
  }
}

const damaged = (says: string, cause?: unknown): ModelFailure =>
  new ModelFailure(
    "corrupt",
    `${says} Download it again, or choose another file.`,
    ["download-again", "choose-model"],
    { cause },
  );

/** How long the file has to be, from its header alone. */
async function readExtent(header: Cursor): Promise<number> {
  if (header.u32() !== 0x46554747) throw new RangeError("no magic");
  const version = header.u32();
  if (version < 2 || version > 3) throw new RangeError(`version ${version}`);
  const tensors = header.count();
  const values = header.count();
  let alignment = 32;
  for (let at = 0; at < values; at += 1) {
    const key = header.text();
    const kind = header.u32();
    if (key === "general.alignment" && kind === 4) alignment = header.u32();
    else await header.skipValue(kind);
  }
  let end = 0;
  for (let at = 0; at < tensors; at += 1) end = Math.max(end, readTensorEnd(header));
  return Math.ceil(header.at / alignment) * alignment + end;
}

function readTensorEnd(header: Cursor): number {
  header.text();
  let numbers = 1;
  for (let left = header.u32(); left > 0; left -= 1) numbers *= header.count();
  const [perBlock, bytes] = blocks[header.u32()] ?? [1, 0];
  return header.count() + Math.ceil(numbers / perBlock) * bytes;
}

class Cursor {
  at = 0;

  constructor(private readonly view: DataView) {}

  u32(): number {
    this.at += 4;
    return this.view.getUint32(this.at - 4, true);
  }

  count(): number {
    this.at += 8;
    return this.view.getUint32(this.at - 8, true) + this.view.getUint32(this.at - 4, true) * 2 ** 32;
  }

  text(): string {
    const length = this.count();
    const start = this.at;
    this.skip(length);
    return new TextDecoder().decode(new Uint8Array(this.view.buffer, start, length));
  }

  async skipValue(kind: number): Promise<void> {
    if (kind === stringKind) this.skip(this.count());
    else if (kind === listKind) await this.skipList();
    else this.skip(bytesOf(kind));
  }

  private async skipList(): Promise<void> {
    const kind = this.u32();
    const length = this.count();
    if (kind !== stringKind && kind !== listKind) {
      this.skip(length * bytesOf(kind));
      return;
    }
    for (let at = 0; at < length; at += 1) {
      if (kind === stringKind) this.skip(this.count());
      else await this.skipValue(kind);
      if (at % atATime === atATime - 1) await breathe();
    }
  }

  private skip(bytes: number): void {
    this.at += bytes;
    if (this.at > this.view.byteLength) throw new RangeError("the header ends early");
  }
}

function bytesOf(kind: number): number {
  const bytes = valueBytes[kind];
  if (bytes === undefined) throw new RangeError(`kind ${kind}`);
  return bytes;
}
