/** What a system call answers when it succeeds. */
export interface Answer {
  readonly numbers: readonly number[];
  readonly parts: readonly Uint8Array[];
}

const noNumbers: readonly number[] = [];
const noParts: readonly Uint8Array[] = [];

export const done: Answer = { numbers: noNumbers, parts: noParts };
export const numbers = (...given: number[]): Answer => ({ numbers: given, parts: noParts });
export const answer = (given: readonly number[], parts: readonly Uint8Array[]): Answer => ({ numbers: given, parts });

const encoder = new TextEncoder();
export const text = (given: string): Answer => ({ numbers: noNumbers, parts: [encoder.encode(given)] });

/** Someone who waits for an answer. `finish` counts once; `onCancel` is what to undo when they no longer wait. */
export interface Waiter {
  finish: (errno: number, numbers?: readonly number[], parts?: readonly Uint8Array[]) => void;
  onCancel: (() => void) | undefined;
}
