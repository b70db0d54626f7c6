export interface Sight {
  readonly count: number;
  readonly rowHeight: number;
  readonly top: number;
  readonly height: number;
  /** A row that is drawn wherever it is, because it has the focus. */
  readonly keep: number;
  /** Rows beyond either edge, so that scrolling finds them drawn. */
  readonly margin?: number;
}

/** The numbers of the rows to draw, in order. */
export function rowsInSight({ count, rowHeight, top, height, keep, margin = 12 }: Sight): readonly number[] {
  const first = Math.max(0, Math.floor(top / rowHeight) - margin);
  const last = Math.min(count, Math.ceil((top + height) / rowHeight) + margin);
  const rows = Array.from({ length: Math.max(0, last - first) }, (_, at) => first + at);
  if (keep < 0 || keep >= count || (keep >= first && keep < last)) return rows;
  return keep < first ? [keep, ...rows] : [...rows, keep];
}
