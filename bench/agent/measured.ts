/** One figure, with the most that it may be. */
export interface Measured {
  readonly name: string;
  readonly value: number;
  readonly unit: "ms";
  readonly most: number;
}
