import { fail } from "./failure";

export const fileType = { unknown: 0, block: 1, character: 2, directory: 3, regular: 4, stream: 6, link: 7 } as const;

export interface Descriptor {
  /** Of the process; a folder has none, its path says all. */
  readonly fd: number | undefined;
  readonly type: number;
  /** Where it is on the machine; undefined for standard input and output. */
  readonly path: string | undefined;
  /** The name under which the guest knows a folder that it was given. */
  readonly preopen: string | undefined;
  /** Only what has a position of its own is read and written by it. */
  position: number | undefined;
  flags: number;
  rights: bigint;
  inheriting: bigint;
}

/** The guest's own numbers for what it has open. */
export class Descriptors {
  readonly #open = new Map<number, Descriptor>();

  get(fd: number): Descriptor {
    return this.#open.get(fd) ?? fail("EBADF");
  }

  /** The process' descriptor of something that can be read or written. */
  file(fd: number): Descriptor & { readonly fd: number } {
    const descriptor = this.get(fd);
    if (descriptor.fd === undefined) fail(descriptor.type === fileType.directory ? "EISDIR" : "EBADF");
    return descriptor as Descriptor & { readonly fd: number };
  }

  folder(fd: number): string {
    const { type, path } = this.get(fd);
    return type === fileType.directory && path !== undefined ? path : fail("ENOTDIR");
  }

  add(descriptor: Descriptor): number {
    let fd = 0;
    while (this.#open.has(fd)) fd += 1;
    this.#open.set(fd, descriptor);
    return fd;
  }

  remove(fd: number): Descriptor {
    const descriptor = this.get(fd);
    this.#open.delete(fd);
    return descriptor;
  }

  /** Gives what was at `to` before. */
  renumber(from: number, to: number): Descriptor {
    const moved = this.get(from);
    const replaced = this.get(to);
    if (from === to) return moved;
    this.#open.delete(from);
    this.#open.set(to, moved);
    return replaced;
  }
}
