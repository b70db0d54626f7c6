import type { Stats } from "node:fs";

/** One file on the way, as the tests of `find` look at it. */
export interface FindEntry {
  readonly path: string;
  readonly name: string;
  readonly depth: number;
  /** The argument that it was found under. */
  readonly start: string;
  readonly stat: Stats;
}

export type FindTest = (entry: FindEntry) => boolean;

/** What the expression may change of the walk itself. */
export interface FindWalk {
  readonly out: (text: string) => void;
  readonly complain: (text: string) => void;
  /** Runs a program and answers its status. */
  readonly spawn: (command: readonly string[], folder?: string) => number;
  minDepth: number;
  maxDepth: number;
  depthFirst: boolean;
  followsLinks: boolean;
  prunes: boolean;
  quits: boolean;
  failed: boolean;
  /** What is still to be done when the walk is over: `-exec … +`. */
  readonly atEnd: (() => void)[];
}

/** An expression that can't be understood. */
export class FindFailure extends Error {}
