import { O_ACCMODE, O_WRONLY } from "../protocol/constants";
import type { Answer, Waiter } from "./answer";
import type { Inode } from "./inode";
import { fail } from "./kernel-error";

/**
 * An open file, shared by every descriptor that was made from it. What a kind of file can't do fails with POSIX's error;
 * what must wait returns undefined and finishes the waiter later.
 */
export abstract class Description {
  /** How many descriptors, and messages under way, name it. */
  #references = 0;
  /** What this is, as `kind` answers. */
  abstract readonly kind: number;
  /** What was opened, if it has a place in the tree. */
  readonly node: Inode | undefined = undefined;

  constructor(public flags: number) {}

  abstract stat(): number[];
  /** The last reference is gone. */
  protected abstract closed(): void;

  retain(): this {
    this.#references += 1;
    return this;
  }

  release(): void {
    this.#references -= 1;
    if (this.#references === 0) this.closed();
  }

  get readable(): boolean {
    return (this.flags & O_ACCMODE) !== O_WRONLY;
  }
  get writable(): boolean {
    return (this.flags & O_ACCMODE) !== 0;
  }

  /** A position of -1 is the description's own. Zero bytes mean the end. */
  read(_length: number, _position: number, _waiter: Waiter): Answer | undefined {
    return fail("EINVAL");
  }
  write(_bytes: Uint8Array, _position: number, _waiter: Waiter): Answer | undefined {
    return fail("EINVAL");
  }
  seek(_offset: number, _whence: number): number {
    return fail("ESPIPE");
  }
  truncate(_length: number): void {
    fail("EINVAL");
  }
  /** The events of `pollEvent` that hold now. */
  poll(): number {
    return 5;
  }
  /** Calls `changed` when `poll` may answer otherwise, until the returned function is called. */
  onPoll(_changed: () => void): () => void {
    return () => undefined;
  }
}
