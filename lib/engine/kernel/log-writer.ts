import type { LogFile } from "./log-file";
import { checksum, encodeBody, recordHead, seedOf, type LogRecord } from "./log-record";

/** `TABLOG`, a version, then the generation. */
const magic = [0x54, 0x41, 0x42, 0x4c, 0x4f, 0x47, 0, 1];
export const logHead = 16;

/** Records are gathered up to this many bytes before they're written out on their own. */
const gatherMax = 1 << 20;

export function readGeneration(file: LogFile): number | undefined {
  const head = new Uint8Array(logHead);
  if (file.read(head, { at: 0 }) < logHead) return undefined;
  if (magic.some((byte, index) => head[index] !== byte)) return undefined;
  return new DataView(head.buffer).getUint32(8, true);
}

/** Appends records to one log. What is appended is in memory until `commit`, and on the disk for sure after `flush`. */
export class LogWriter {
  #buffer = new Uint8Array(1 << 16);
  #filled = 0;
  #at: number;
  #place: number;
  #unflushed = false;

  constructor(
    readonly file: LogFile,
    readonly generation: number,
    /** Where the good records end, and how many there are; none for a new log. */
    start?: { readonly at: number; readonly place: number },
  ) {
    this.#at = start?.at ?? logHead;
    this.#place = start?.place ?? 0;
    if (start === undefined) this.#begin();
  }

  #begin(): void {
    const head = new Uint8Array(logHead);
    head.set(magic);
    new DataView(head.buffer).setUint32(8, this.generation, true);
    this.file.truncate(0);
    this.#write(head, 0);
  }

  get size(): number {
    return this.#at + this.#filled;
  }
  get gathered(): number {
    return this.#filled;
  }
  get unflushed(): boolean {
    return this.#unflushed || this.#filled > 0;
  }

  append(record: LogRecord): void {
    const body = encodeBody(record);
    const size = recordHead + body.length;
    if (this.#filled + size > gatherMax) this.commit();
    this.#reserve(size);
    const view = new DataView(this.#buffer.buffer, this.#filled);
    view.setUint32(0, body.length, true);
    view.setUint32(4, checksum(body, seedOf(this.generation, this.#place)), true);
    this.#buffer.set(body, this.#filled + recordHead);
    this.#filled += size;
    this.#place += 1;
    if (this.#filled >= gatherMax) this.commit();
  }

  /** From here on a crash of the tab loses nothing of what was appended. */
  commit(): void {
    if (this.#filled === 0) return;
    const filled = this.#filled;
    this.#filled = 0;
    this.#write(this.#buffer.subarray(0, filled), this.#at);
    this.#at += filled;
    if (this.#buffer.length > gatherMax) this.#buffer = new Uint8Array(1 << 16);
  }

  /** From here on a power failure doesn't either. */
  flush(): void {
    this.commit();
    if (this.#unflushed) this.file.flush();
    this.#unflushed = false;
  }

  #write(bytes: Uint8Array<ArrayBuffer>, at: number): void {
    this.#unflushed = true;
    for (let done = 0; done < bytes.length;) {
      const count = this.file.write(bytes.subarray(done), { at: at + done });
      if (count <= 0) throw new Error("The disk took nothing.");
      done += count;
    }
  }

  #reserve(size: number): void {
    if (this.#filled + size <= this.#buffer.length) return;
    const buffer = new Uint8Array(Math.max(this.#filled + size, this.#buffer.length * 2));
    buffer.set(this.#buffer.subarray(0, this.#filled));
    this.#buffer = buffer;
  }
}
