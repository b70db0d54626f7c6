import type { ReadCommitResult } from "isomorphic-git";

/** Draws the lines of history to the left of each commit. */
export interface Graph {
  readonly draw: (commit: ReadCommitResult, text: string) => string;
}

/** One column for each line of history that is still open; a merge opens one, a fork's base closes one. */
export function createGraph(): Graph {
  const columns: string[] = [];
  return {
    draw({ oid, commit }, text) {
      let at = columns.indexOf(oid);
      if (at < 0) at = columns.push(oid) - 1;
      const row = columns.map((_, index) => (index === at ? "*" : "|")).join(" ");
      const closing = columns.flatMap((open, index) => (open === oid && index !== at ? [index] : []));
      for (const index of closing.toReversed()) columns.splice(index, 1);
      const [first, ...others] = commit.parent;
      if (first === undefined) columns.splice(at, 1);
      else columns[at] = first;
      const opened = others.filter((parent) => !columns.includes(parent));
      columns.splice(at + 1, 0, ...opened);
      const open = columns.map(() => "|").join(" ");
      const [head = "", ...rest] = text.replace(/\n$/u, "").split("\n");
      const lines = [`${row} ${head}`, ...rest.map((line) => `${open} ${line}`.trimEnd())];
      if (closing.length > 0) lines.unshift(`${"| ".repeat(at + 1).trimEnd()}/`);
      if (opened.length > 0) lines.push(`${"| ".repeat(at)}|\\`);
      return `${lines.join("\n")}\n`;
    },
  };
}
