import type { Waiter } from "./answer";
import { noBytes } from "./inode";
import type { ChildFile } from "./spawn";
import type { StreamEnd } from "./stream-end";

const readMax = 1 << 20;

/** The streams of a child that is waited for in one call: gives it its input, gathers its output. */
export class SyncChild {
  readonly #chunks: Uint8Array[][] = [];
  #size = 0;
  readonly #ends: StreamEnd[] = [];
  #open = 0;
  #over = false;
  #whenClosed: (() => void) | undefined;

  constructor(
    files: readonly ChildFile[],
    inputs: readonly (Uint8Array | undefined)[],
    readonly maxBuffer: number,
    readonly onTooMuch: () => void,
  ) {
    for (const [fd, { ours }] of files.entries()) {
      this.#chunks.push([]);
      if (ours === undefined) continue;
      this.#ends.push(ours.retain());
      this.#give(ours, fd === 0 ? (inputs[fd] ?? noBytes) : inputs[fd]);
      if (fd > 0) this.#gather(ours, fd);
    }
  }

  /** What was gathered of each number. */
  outputs(): Uint8Array[] {
    return this.#chunks.map((chunks) => {
      const bytes = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
      let at = 0;
      for (const chunk of chunks) {
        bytes.set(chunk, at);
        at += chunk.length;
      }
      return bytes;
    });
  }

  /** Runs when every output is at its end: also grandchildren may hold one. */
  whenClosed(run: () => void): void {
    if (this.#open === 0) run();
    else this.#whenClosed = run;
  }

  dispose(): void {
    if (this.#over) return;
    this.#over = true;
    for (const end of this.#ends) end.release();
  }

  #give(end: StreamEnd, input: Uint8Array | undefined): void {
    if (input === undefined) return;
    const finish = () => end.outgoing?.end();
    if (input.length === 0) finish();
    else end.send(input, { finish, onCancel: undefined });
  }

  #gather(end: StreamEnd, fd: number): void {
    this.#open += 1;
    const waiter: Waiter = {
      onCancel: undefined,
      finish: (errno, _numbers, parts) => {
        const bytes = parts?.[0];
        if (errno !== 0 || bytes === undefined) {
          this.#close();
          return;
        }
        this.#keep(fd, bytes);
        if (!this.#over) end.receive(readMax, waiter, refuse);
      },
    };
    end.receive(readMax, waiter, refuse);
  }

  #keep(fd: number, bytes: Uint8Array): void {
    this.#chunks[fd]?.push(bytes);
    this.#size += bytes.length;
    // As in libuv, what has been read is handed over whole.
    if (this.maxBuffer > 0 && this.#size > this.maxBuffer) this.onTooMuch();
  }

  #close(): void {
    this.#open -= 1;
    if (this.#open === 0) this.#whenClosed?.();
  }
}

/** Nobody takes files that come along here. */
function refuse(): number {
  return -1;
}
