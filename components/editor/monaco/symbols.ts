/** A declaration somewhere in the project. */
export interface NamedSymbol {
  readonly name: string;
  /** As TypeScript calls it: `function`, `class`, `const` … */
  readonly kind: string;
  readonly container: string;
  readonly path: string;
  /** The offset of the declaration in its file. */
  readonly start: number;
}

export interface PlacedSymbol extends Pick<NamedSymbol, "name" | "kind" | "path"> {
  readonly line: number;
  readonly column: number;
}
