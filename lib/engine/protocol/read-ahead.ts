import { O_ACCMODE, O_CREAT, O_DIRECTORY, O_FIRST_BYTES, O_TRUNC } from "./constants";
import { op } from "./operations";
import type { Part } from "./parts";

/** What the kernel answered, or what is answered in its place. */
export interface ReadAheadCalls {
  readonly call: (op: number, numbers: readonly number[], parts: readonly Part[]) => number;
  readonly numbers: Float64Array;
  readonly parts: () => readonly Uint8Array[];
  readonly answer: (numbers: readonly number[], parts: readonly Uint8Array[]) => void;
}

interface Opened {
  readonly fd: number;
  readonly stat: readonly number[];
  readonly bytes: Uint8Array;
  position: number;
  readonly until: number;
}

const statCount = 18;
/** Longer than reading a file at one go takes, shorter than anyone waits to see a change. */
const freshMilliseconds = 2;
const openOnly = O_CREAT | O_TRUNC | O_DIRECTORY;

/**
 * Reading a small file whole (open, fstat, read, read, close) in one trip to the kernel. The answer to `open` brings the
 * stat and the bytes; what follows at once on the same descriptor is answered from them; the close goes with the next
 * call. Any other call in between, or time, ends it, and the kernel is told how far was read.
 */
export class ReadAhead {
  #opened: Opened | undefined;
  #closing = -1;

  constructor(readonly calls: ReadAheadCalls) {}

  /** A descriptor that the next call must have closed before; -1 for none. */
  takeClosing(): number {
    const fd = this.#closing;
    this.#closing = -1;
    return fd;
  }

  call(number: number, numbers: readonly number[], parts: readonly Part[]): number {
    const opened = this.#opened;
    if (opened !== undefined && numbers[0] === opened.fd && performance.now() < opened.until) {
      if (this.#answered(number, numbers, opened)) return 0;
    }
    this.leave();
    if (number === op.open) return this.#open(numbers, parts);
    return this.calls.call(number, numbers, parts);
  }

  /** The kernel's position of the file becomes what was read here. */
  leave(): void {
    const opened = this.#opened;
    this.#opened = undefined;
    if (opened !== undefined && opened.position > 0) this.calls.call(op.seek, [opened.fd, opened.position, 0], []);
  }

  #open(numbers: readonly number[], parts: readonly Part[]): number {
    const [flags = 0, mode = 0] = numbers;
    if ((flags & O_ACCMODE) !== 0 || (flags & openOnly) !== 0) return this.calls.call(op.open, numbers, parts);
    const errno = this.calls.call(op.open, [flags | O_FIRST_BYTES, mode], parts);
    const [bytes] = this.calls.parts();
    if (errno !== 0 || bytes === undefined) return errno;
    const [fd = -1, ...stat] = this.calls.numbers.subarray(0, 1 + statCount);
    this.#opened = { fd, stat, bytes, position: 0, until: performance.now() + freshMilliseconds };
    return 0;
  }

  #answered(number: number, numbers: readonly number[], opened: Opened): boolean {
    if (number === op.fstat) this.calls.answer(opened.stat, []);
    else if (number === op.read) this.#read(opened, numbers[1] ?? 0, numbers[2] ?? -1);
    else if (number === op.close) {
      this.#opened = undefined;
      this.#closing = opened.fd;
      this.calls.answer([], []);
    } else return false;
    return true;
  }

  #read(opened: Opened, length: number, position: number): void {
    const at = position < 0 ? opened.position : position;
    const bytes = opened.bytes.subarray(at, at + Math.max(0, length));
    if (position < 0) opened.position += bytes.length;
    this.calls.answer([bytes.length], [bytes]);
  }
}
