import { op } from "./operations";
import type { Part } from "./parts";

/** Questions about a path that change nothing: the same question has the same answer until somebody changes something. */
export const foreseeable: ReadonlySet<number> = new Set([
  op.stat,
  op.lstat,
  op.access,
  op.moduleStat,
  op.moduleNames,
  op.readFile,
  op.readdir,
  op.readlink,
  op.realpath,
]);

/** What such a question is known by; undefined for any other call, and for paths that mean something else elsewhere. */
export function questionOf(number: number, numbers: readonly number[], parts: readonly Part[]): string | undefined {
  const [path] = parts;
  if (!foreseeable.has(number) || typeof path !== "string" || !path.startsWith("/")) return undefined;
  if (path.startsWith("/proc/") || path.startsWith("/dev/")) return undefined;
  return `${number} ${numbers.join()} ${path}`;
}

/** One answer as it travels: the question, the errno, the numbers, and how many bytes each part has. */
export type ForeseenAnswer = readonly [
  question: string,
  errno: number,
  numbers: readonly number[],
  sizes: readonly number[],
];

interface Kept {
  readonly errno: number;
  readonly numbers: readonly number[];
  readonly parts: readonly Uint8Array[];
}

/** What has changed since: all answers hold as long as both counts stay. */
export interface Ages {
  readonly names: () => number;
  readonly contents: () => number;
}

/** Longer than programs take to start; after that the answers only take memory. */
const holds = 10_000;

/**
 * Answers of the kernel that came before they were asked for, as a program of that name asked for them last time. Each holds
 * until any name, or anything that was foreseen for anyone, has changed.
 */
export class Foreseen {
  #answers = new Map<string, Kept>();
  #names = 0;
  #contents = 0;
  #until = 0;

  constructor(readonly ages: Ages) {}

  /** `names` and `contents` are the counts from before the kernel was asked. */
  keep(head: readonly ForeseenAnswer[], bytes: Uint8Array, names: number, contents: number): void {
    [this.#names, this.#contents, this.#until] = [names, contents, performance.now() + holds];
    let at = 0;
    for (const [question, errno, numbers, sizes] of head) {
      const parts = sizes.map((size) => bytes.subarray(at, (at += size)));
      this.#answers.set(question, { errno, numbers, parts });
    }
  }

  get isEmpty(): boolean {
    return this.#answers.size === 0;
  }

  /** Bytes belong to who gets them, so each answer with bytes is given once. */
  take(question: string): Kept | undefined {
    if (
      this.ages.names() !== this.#names ||
      this.ages.contents() !== this.#contents ||
      performance.now() > this.#until
    ) {
      this.#answers = new Map();
      return undefined;
    }
    const kept = this.#answers.get(question);
    if (kept !== undefined && kept.parts.length > 0) this.#answers.delete(question);
    return kept;
  }
}
