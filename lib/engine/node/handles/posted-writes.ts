import { thisProcess } from "@/lib/engine/node/this-process";
import { op } from "@/lib/engine/protocol/operations";

/** Longer than this, copying costs more than the wait that is saved. */
const longest = 16_384;

/**
 * Writes to a connection that don't wait for the kernel to wake: as long as it has said that there is room, bytes are handed
 * over and its answer is read before the next call. A peer that has gone shows at the next write, as it does on a network.
 */
export class PostedWrites {
  #room = 0;
  #failure = 0;

  /** The kernel has said how much more it takes. */
  learn(room: number): void {
    this.#room = room;
  }

  /** How many bytes were handed over, the errno of an earlier write, or undefined when the kernel must be asked. */
  take(fd: number, bytes: Uint8Array): number | undefined {
    if (this.#failure < 0) return this.#failure;
    if (bytes.length === 0 || bytes.length > Math.min(this.#room, longest)) return undefined;
    this.#room -= bytes.length;
    thisProcess().syscalls.post(op.pushWrite, [fd], [bytes], (errno, room) => {
      if (errno < 0) this.#failure = errno;
      this.#room = room;
    });
    return bytes.length;
  }
}
