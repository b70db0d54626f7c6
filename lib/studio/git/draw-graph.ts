import type { GitCommit } from "./parse-log";

/** A line of the graph beside a commit: where its dot is, and the lines that go on to the next row. */
export interface GraphRow {
  readonly lane: number;
  /** From a lane at the top of the row to one at its end. */
  readonly lines: readonly { readonly from: number; readonly to: number }[];
  readonly width: number;
}

/** Lays commits into lanes, newest first: a lane waits for one commit, and ends when it comes. */
export function drawGraph(commits: readonly Pick<GitCommit, "id" | "parents">[]): readonly GraphRow[] {
  let waiting: readonly (string | undefined)[] = [];
  return commits.map(({ id, parents }) => {
    const known = waiting.indexOf(id);
    const lane = known >= 0 ? known : freeLane(waiting);
    const next = place(waiting, id, lane, parents);
    const lines = waiting.flatMap((wanted, from) => {
      if (wanted === undefined) return [];
      if (wanted === id) return from === lane ? [] : [{ from, to: lane }];
      return [{ from, to: next.indexOf(wanted) }];
    });
    const own = parents.flatMap((parent) => (next.includes(parent) ? [{ from: lane, to: next.indexOf(parent) }] : []));
    const width = Math.max(waiting.length, next.length, lane + 1);
    waiting = next;
    return { lane, lines: [...lines, ...own], width };
  });
}

const freeLane = (waiting: readonly (string | undefined)[]): number => {
  const free = waiting.indexOf(undefined);
  return free >= 0 ? free : waiting.length;
};

function place(
  waiting: readonly (string | undefined)[],
  id: string,
  lane: number,
  [first, ...others]: readonly string[],
): readonly (string | undefined)[] {
  const next = waiting.map((wanted) => (wanted === id ? undefined : wanted));
  while (next.length <= lane) next.push(undefined);
  if (first !== undefined && !next.includes(first)) next[lane] = first;
  for (const other of others) {
    if (next.includes(other)) continue;
    const free = next.findIndex((wanted, at) => wanted === undefined && at !== lane);
    if (free >= 0) next[free] = other;
    else next.push(other);
  }
  while (next.length > 0 && next.at(-1) === undefined) next.pop();
  return next;
}
