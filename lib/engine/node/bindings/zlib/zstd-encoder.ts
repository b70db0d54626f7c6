import { BufferedContext } from "./buffered-context";
import { blockContent } from "./zstd-block";
import { Matcher } from "./zstd-matcher";
import type { ZstdParameters } from "./zstd-parameters";

const flushing = 1;
const ending = 2;
const blockSize = 1 << 17;
/** What came longer ago is forgotten, so that a stream without end needs no memory without end. */
const memory = 1 << 23;
const magic = [0x28, 0xb5, 0x2f, 0xfd];
const kinds = { raw: 0, repeated: 1, compressed: 2 } as const;

const windowOf = (level: number): number => (level < 3 ? 17 : level < 10 ? 19 : 21);

/** Writes Zstandard's frames (RFC 8878): matches by hash chains, literals as they are, the predefined distributions. */
export class ZstdEncoder extends BufferedContext {
  readonly #level: number;
  readonly #windowLog: number;
  readonly #pledged: number | undefined;
  #matcher: Matcher | undefined;
  #data = new Uint8Array(blockSize);
  #length = 0;
  #encoded = 0;
  #total = 0;
  #isBegun = false;
  #isEnded = false;

  constructor({ level, windowLog }: ZstdParameters, pledged: number | undefined) {
    super();
    this.#level = level;
    // A block may be no larger than the window.
    this.#windowLog = Math.max(17, Math.min(23, windowLog ?? windowOf(level)));
    this.#pledged = pledged;
  }

  work(): void {
    this.#append(this.take());
    while (this.#length - this.#encoded > blockSize) this.#block(this.#encoded + blockSize, false);
    if (this.flush === flushing && this.#length > this.#encoded) this.#block(this.#length, false);
    if (this.flush === ending && !this.#isEnded) this.#end();
    this.deliver();
  }

  #end(): void {
    this.#isEnded = true;
    if (this.#pledged !== undefined && this.#pledged !== this.#total) {
      this.failure = { message: "Src size is incorrect", code: "ZSTD_error_srcSize_wrong", errno: -72 };
      return;
    }
    this.#block(this.#length, true);
  }

  #append(bytes: Uint8Array): void {
    this.#total += bytes.length;
    if (this.#length > memory) this.#forgetOld();
    if (this.#length + bytes.length > this.#data.length) {
      const more = new Uint8Array(Math.max(this.#data.length * 2, this.#length + bytes.length));
      more.set(this.#data.subarray(0, this.#length));
      this.#data = more;
    }
    this.#data.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  #forgetOld(): void {
    const rest = this.#data.slice(this.#encoded, this.#length);
    this.#data = new Uint8Array(Math.max(blockSize, rest.length));
    this.#data.set(rest);
    this.#length = rest.length;
    this.#encoded = 0;
    this.#matcher = this.#matcher?.begunAnew();
  }

  #begin(): void {
    if (this.#isBegun) return;
    this.#isBegun = true;
    this.give(Uint8Array.of(...magic, 0, (this.#windowLog - 10) << 3));
  }

  #block(to: number, isLast: boolean): void {
    this.#begin();
    const bytes = this.#data.subarray(this.#encoded, to);
    const { kind, size, content } = this.#encode(bytes, to);
    const head = (isLast ? 1 : 0) | (kind << 1) | (size << 3);
    this.give(Uint8Array.of(head & 0xff, (head >> 8) & 0xff, head >> 16));
    this.give(content.slice());
    this.#encoded = to;
  }

  #encode(bytes: Uint8Array, to: number): { kind: number; size: number; content: Uint8Array } {
    const size = bytes.length;
    const [first] = bytes;
    if (size > 3 && bytes.every((byte) => byte === first))
      return { kind: kinds.repeated, size, content: bytes.slice(0, 1) };
    this.#matcher ??= new Matcher(this.#windowLog, {
      depth: 2 ** Math.max(0, (this.#level + 1) >> 1),
      isLazy: this.#level >= 5,
    });
    const { literals, sequences } = this.#matcher.find(this.#data.subarray(0, to), this.#encoded, to);
    const content = blockContent(literals, sequences);
    if (content.length < size) return { kind: kinds.compressed, size: content.length, content };
    this.#matcher.undo();
    return { kind: kinds.raw, size, content: bytes };
  }

  reset(): undefined {
    this.forget();
    this.#matcher = undefined;
    this.#length = 0;
    this.#encoded = 0;
    this.#total = 0;
    this.#isBegun = false;
    this.#isEnded = false;
  }
}
