/** A line of history that is open: the commit it leads to, and its colour by number. */
export interface Column {
  readonly oid: string;
  readonly color: number;
}

export const colorCount = 12;

/** Where the lines of history stand beside one commit, and where they are to stand below it. */
export interface Arrangement {
  readonly above: readonly Column[];
  readonly below: readonly Column[];
  /** The commit's own column. */
  readonly at: number;
  readonly width: number;
  /** Of each place of a row, the column below that a line there leads to; -1 where there is no line. */
  readonly mapping: readonly number[];
  /** Of a merge: 0 where its first parent stands further to the left, else 1. */
  readonly layout: number;
  /** How many lines a merge adds to the right of itself; -1 where its last one joins another at once. */
  readonly edges: number;
  readonly color: number;
}

export const nothingOpen: Arrangement = {
  above: [],
  below: [],
  at: 0,
  width: 0,
  mapping: [],
  layout: -1,
  edges: 0,
  color: colorCount - 1,
};

/** Lays out the lines below a commit from left to right. */
class Layout {
  readonly below: Column[] = [];
  readonly mapping: number[] = [];
  width = 0;
  layout = -1;
  edges = 0;

  constructor(
    private readonly above: readonly Column[],
    private readonly parents: number,
    private color: number,
  ) {}

  get lastColor(): number {
    return this.color;
  }

  takeColor(): void {
    this.color = (this.color + 1) % colorCount;
  }

  /** `from`: the column of the merge whose parent it is, or -1 for a line that only passes by. */
  insert(oid: string, from: number): void {
    const known = this.below.findIndex((column) => column.oid === oid);
    const color = this.above.find((column) => column.oid === oid)?.color ?? this.color;
    const to = known < 0 ? this.below.push({ oid, color }) - 1 : known;
    this.mapping[this.placeFor(to, from)] = to;
  }

  private placeFor(to: number, from: number): number {
    if (this.parents > 1 && from > -1 && this.layout === -1) {
      const distance = from - to;
      const shift = distance > 1 ? 2 * distance - 3 : 1;
      this.layout = distance > 0 ? 0 : 1;
      this.edges = this.parents + this.layout - 2;
      const place = this.width + (this.layout - 1) * shift;
      this.width += 2 * this.layout;
      return place;
    }
    if (this.edges > 0 && to === this.mapping[this.width - 2]) {
      this.edges = -1;
      return this.width - 2;
    }
    this.width += 2;
    return this.width - 2;
  }
}

/** What stands below a commit, given what stood below the one before it. */
export function arrange(before: Arrangement, oid: string, parents: readonly string[]): Arrangement {
  const above = before.below;
  const own = above.findIndex((column) => column.oid === oid);
  const at = own < 0 ? above.length : own;
  const layout = new Layout(above, parents.length, before.color);
  const passing = (column: Column) => {
    layout.insert(column.oid, -1);
  };
  above.slice(0, at).forEach(passing);
  for (const parent of parents) {
    if (parents.length > 1 || own < 0) layout.takeColor();
    layout.insert(parent, at);
  }
  if (parents.length === 0) layout.width += 2;
  above.slice(at + 1).forEach(passing);
  const mapping = Array.from({ length: Math.max(1, layout.mapping.length) }, (_, place) => layout.mapping[place] ?? -1);
  const { below, width, edges, layout: kind, lastColor: color } = layout;
  return { above, below, at, width, mapping, layout: kind, edges, color };
}
