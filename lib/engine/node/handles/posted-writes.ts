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

  /** The errno of a write that was handed over. */
  get failure(): number {
    return this.#failure;
  }

  /** The kernel has said how much more it takes. */
  learn(room: number): void {
    this.#room = room;
  }

  /** Whether the bytes were handed over. */
  take(fd: number, bytes: Uint8Array): boolean {
    if (bytes.length === 0 || bytes.length > Math.min(this.#room, longest)) return false;
    this.#room -= bytes.length;
    thisProcess().syscalls.post(op.pushWrite, [fd], [bytes], (errno, room) => {
      if (errno < 0) this.#failure = errno;
      this.#room = room;
    });
    return true;
  }
}
