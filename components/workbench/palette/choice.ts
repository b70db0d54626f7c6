import type { ReactNode } from "react";

/** Something to choose in the palette. */
export interface Choice {
  readonly id: string;
  /** What its row holds; asked for only when the row is in sight. */
  readonly show: () => ReactNode;
  readonly run: () => void;
}

/** What can be chosen, or why there is nothing. */
export type Choices = readonly Choice[] | string;
