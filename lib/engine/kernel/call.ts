import { bytesOf, textOf, type Part } from "../protocol/parts";
import type { Answer, Waiter } from "./answer";
import { noBytes } from "./inode";
import { errnoOf } from "./kernel-error";
import type { Process } from "./process";
import type { System } from "./system";

export type Respond = (errno: number, numbers: readonly number[], parts: readonly Uint8Array[]) => void;

/** Answers at once, throws a KernelError, or returns undefined and lets the call finish later. */
export type Handler = (call: Call) => Answer | undefined;

const noNumbers: readonly number[] = [];
const noParts: readonly Uint8Array[] = [];

/** One system call under way. */
export class Call implements Waiter {
  onCancel: (() => void) | undefined;
  /** Answers a part and goes on; undefined where nobody can be told more than once. */
  onProgress: ((numbers: readonly number[], parts: readonly Uint8Array[]) => void) | undefined;
  /** The caller has taken so many bytes of what it was told. */
  onGrant: ((bytes: number) => void) | undefined;
  /** Runs once the call no longer waits, however that came about. */
  onSettled: (() => void) | undefined;
  #settled = false;

  constructor(
    readonly system: System,
    readonly process: Process,
    readonly thread: number,
    readonly numbers: readonly number[],
    readonly parts: readonly Part[],
    readonly respond: Respond,
  ) {}

  get settled(): boolean {
    return this.#settled;
  }

  number(index: number, fallback = 0): number {
    return this.numbers[index] ?? fallback;
  }

  text(index: number): string {
    return textOf(this.parts[index]);
  }

  bytes(index: number): Uint8Array {
    const part = this.parts[index];
    return part === undefined ? noBytes : bytesOf(part);
  }

  finish(errno: number, numbers: readonly number[] = noNumbers, parts: readonly Uint8Array[] = noParts): void {
    if (this.#settled) return;
    this.#settled = true;
    this.onSettled?.();
    this.respond(errno, numbers, parts);
  }

  /** Goes on with a call that was put off. */
  retry(handler: () => Answer | undefined): void {
    if (this.#settled) return;
    try {
      const answered = handler();
      if (answered !== undefined) this.finish(0, answered.numbers, answered.parts);
    } catch (error) {
      const errno = errnoOf(error);
      if (errno === undefined) throw error;
      this.finish(errno);
    }
  }

  /** Nobody waits any more: with an errno the caller hears of it, without one nobody does. */
  cancel(errno?: number): void {
    if (this.#settled) return;
    this.onCancel?.();
    if (errno !== undefined) {
      this.finish(errno);
      return;
    }
    this.#settled = true;
    this.onSettled?.();
  }
}
