/** A declaration of a file with those inside it. Lines count from 1, the last one included. */
export interface OutlineItem {
  readonly name: string;
  readonly kind: string;
  readonly line: number;
  readonly column: number;
  readonly lastLine: number;
  readonly items: readonly OutlineItem[];
}

/** A declaration that encloses a line, and those that stand beside it. */
export interface SymbolStep {
  readonly item: OutlineItem;
  readonly siblings: readonly OutlineItem[];
}

/** What encloses a line, from the outside in. Of two on the same line the later one is taken. */
export function symbolPath(outline: readonly OutlineItem[], line: number): readonly SymbolStep[] {
  const item = outline.findLast((one) => one.line <= line && line <= one.lastLine);
  return item ? [{ item, siblings: outline }, ...symbolPath(item.items, line)] : [];
}
