import type { Description } from "./description";
import { fail } from "./kernel-error";

/** How many files the whole kernel may have open. */
export interface OpenFileCount {
  open: number;
  readonly max: number;
}

/** The numbered files of one process. */
export class DescriptorTable {
  readonly #files: (Description | undefined)[] = [];
  readonly #closeOnExec = new Set<number>();
  /** What threads other than the main one have opened: it's closed when they end. */
  readonly #openers = new Map<number, number>();
  /** The thread whose call is being served. */
  opener = 0;
  #open = 0;
  /** No free number lies below it. */
  #lowest = 0;

  constructor(
    readonly max: number,
    readonly total: OpenFileCount = { open: 0, max: Number.POSITIVE_INFINITY },
  ) {}

  get open(): number {
    return this.#open;
  }

  get(fd: number): Description {
    return this.#files[fd] ?? fail("EBADF");
  }

  peek(fd: number): Description | undefined {
    return this.#files[fd];
  }

  /** Fails before anything has been made that would have to be unmade. */
  demandRoom(count = 1): void {
    if (this.#open + count > this.max) fail("EMFILE");
    if (this.total.open + count > this.total.max) fail("ENFILE");
  }

  /** Under the lowest free number. */
  add(file: Description): number {
    this.demandRoom();
    let fd = this.#lowest;
    while (this.#files[fd] !== undefined) fd += 1;
    this.#put(fd, file);
    this.#lowest = fd + 1;
    return fd;
  }

  /** Under this very number; what was there is closed. */
  set(fd: number, file: Description): number {
    if (fd < 0 || fd >= this.max) fail("EBADF");
    if (this.#files[fd] === file) return fd;
    if (this.#files[fd] !== undefined) this.close(fd);
    this.demandRoom();
    this.#put(fd, file);
    return fd;
  }

  #put(fd: number, file: Description): void {
    this.#files[fd] = file.retain();
    if (this.opener !== 0) this.#openers.set(fd, this.opener);
    this.#open += 1;
    this.total.open += 1;
  }

  close(fd: number): void {
    const file = this.get(fd);
    this.#files[fd] = undefined;
    this.#closeOnExec.delete(fd);
    this.#openers.delete(fd);
    this.#open -= 1;
    this.total.open -= 1;
    this.#lowest = Math.min(this.#lowest, fd);
    file.release();
  }

  closeAll(): void {
    for (let fd = 0; fd < this.#files.length; fd++) if (this.#files[fd] !== undefined) this.close(fd);
  }

  closeThread(thread: number): void {
    for (const [fd, opener] of this.#openers) if (opener === thread) this.close(fd);
  }

  closesOnExec(fd: number, on?: boolean): boolean {
    this.get(fd);
    if (on === true) this.#closeOnExec.add(fd);
    else if (on === false) this.#closeOnExec.delete(fd);
    return this.#closeOnExec.has(fd);
  }

  numbers(): number[] {
    const open: number[] = [];
    for (let fd = 0; fd < this.#files.length; fd++) if (this.#files[fd] !== undefined) open.push(fd);
    return open;
  }
}
