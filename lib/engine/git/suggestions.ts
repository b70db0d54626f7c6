/** What it costs to make one word of another: letters that changed places cost nothing, one that is missing most. */
const costs = { swap: 0, change: 2, insert: 1, remove: 3 } as const;
const farthest = 7;

/** Whether two letters stand there the other way round. */
const isSwapped = (from: string, to: string, line: number, at: number): boolean =>
  line > 0 && at > 0 && from[line] !== to[at] && from[line - 1] === to[at] && from[line] === to[at - 1];

function distance(from: string, to: string): number {
  const first = Array.from({ length: to.length + 1 }, (_, at) => at * costs.insert);
  const rows = [first];
  const cost = (row: number, at: number): number => rows[row]?.[at] ?? Infinity;
  for (let line = 0; line < from.length; line++) {
    const next = [(line + 1) * costs.remove];
    rows.push(next);
    for (let at = 0; at < to.length; at++)
      next.push(
        Math.min(
          cost(line, at) + (from[line] === to[at] ? 0 : costs.change),
          isSwapped(from, to, line, at) ? cost(line - 1, at - 1) + costs.swap : Infinity,
          cost(line, at + 1) + costs.remove,
          cost(line + 1, at) + costs.insert,
        ),
      );
  }
  return cost(from.length, to.length);
}

/** The commands that are most like what was typed. */
export function mostSimilar(typed: string, commands: readonly string[]): readonly string[] {
  const scored = commands.map((name) => ({ name, score: name.startsWith(typed) ? 0 : distance(typed, name) + 1 }));
  const best = Math.min(...scored.map(({ score }) => score));
  return best < farthest ? scored.filter(({ score }) => score === best).map(({ name }) => name) : [];
}

/** Below the line that says that there is no such command. */
export function suggestionText(names: readonly string[]): string {
  if (names.length === 0) return "";
  const title = names.length === 1 ? "The most similar command is" : "The most similar commands are";
  return `\n${title}\n${names.map((name) => `\t${name}\n`).join("")}`;
}
