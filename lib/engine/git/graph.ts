import { GraphRows } from "./graph-rows";

/** Draws the lines of history to the left of commits; children come before their parents. */
export interface Graph {
  /** A commit's text with its lines, and what leads on to the next one. It ends in a new line only if the text does. `apart`: a row stands before it. */
  readonly draw: (commit: Drawn, text: string, apart?: boolean) => string;
  /** Other text of the commit that was drawn last, such as its changes. */
  readonly beside: (text: string) => string;
  /** How many signs stand to the left. */
  readonly width: () => number;
}

interface Drawn {
  readonly oid: string;
  /** Those of its parents that are shown. */
  readonly parents: readonly string[];
  readonly sign: string;
}

export function createGraph(color: boolean): Graph {
  const rows = new GraphRows(color);
  const linesOf = (text: string): readonly string[] => text.match(/[^\n]*\n|[^\n]+$/gu) ?? [];
  return {
    draw({ oid, parents, sign }, text, apart = false) {
      rows.begin(oid, parents, sign);
      let drawn = apart ? `${rows.padding()}\n` : "";
      while (!rows.isAtCommit) drawn += `${rows.next()}\n`;
      const [first = "", ...others] = linesOf(text);
      drawn += rows.next() + first;
      for (const line of others) drawn += rows.next() + line;
      if (rows.isFinished) return drawn;
      const ends = text.endsWith("\n");
      if (!ends) drawn += "\n";
      while (!rows.isFinished) drawn += rows.next() + (rows.isFinished ? "" : "\n");
      return ends ? `${drawn}\n` : drawn;
    },
    beside: (text) =>
      linesOf(text)
        .map((line) => rows.padding() + line)
        .join(""),
    width: () => rows.width,
  };
}
