/** What the tour does at one point: some words, and calls of tools if there is something to do. */
export interface TourTurn {
  readonly say: string;
  readonly calls: readonly TourCall[];
}

export interface TourCall {
  readonly name: string;
  readonly input: Readonly<Record<string, unknown>>;
}

export interface TourStep extends TourTurn {
  readonly title: string;
  /** Said when the call of this step was refused. Then the step is tried again. */
  readonly refused?: string;
  /** Said when the call of this step failed. Then the step is tried again. */
  readonly failed?: string;
}

/** A lesson that plays the same whatever is typed: what it says and does, step by step. */
export interface Tour {
  readonly title: string;
  readonly steps: readonly TourStep[];
  /** Said when a step that has no words of its own for it was refused. */
  readonly refused: string;
  readonly failed: string;
  /** Said when there is no further step. */
  readonly over: string;
}
