import type { Tour, TourTurn } from "./tour-script";

/** One run of the tour: the state from which it starts and the pieces that follow one another. */
export interface TourRun {
  readonly state: string;
  readonly pieces: readonly string[];
}

/** What the model writes from each state on, in pieces no two of which are the same: a piece tells what comes next. */
export function tourRuns(tour: Tour): TourRun[] {
  const taken = new Set<string>();
  const run = (state: string, text: string): TourRun => ({ state, pieces: uniquePieces(text, taken) });
  return [
    ...tour.steps.flatMap(({ refused, failed, ...turn }, at) => [
      run(stateName("step", at), turnText(turn)),
      ...(refused === undefined ? [] : [run(stateName("refused", at), refused)]),
      ...(failed === undefined ? [] : [run(stateName("failed", at), failed)]),
    ]),
    ...(["refused", "failed", "over", "title"] as const).map((state) => run(state, tour[state])),
  ];
}

export const stateName = (kind: "step" | "refused" | "failed", at: number | string): string => `${kind}_${at}`;

/** A turn as the model writes it. */
export function turnText({ say, calls }: TourTurn): string {
  const written = calls.map(
    ({ name, input }) => `<tool_call>\n${JSON.stringify({ name, arguments: input })}\n</tool_call>`,
  );
  return [say, ...written].filter((part) => part !== "").join("\n\n");
}

/**
 * The text in pieces of about a word. A piece that is taken grows by the next word until it is new; a rest that stays
 * taken goes into the piece before it. Together they are the text.
 */
function uniquePieces(text: string, taken: Set<string>): string[] {
  const pieces: string[] = [];
  let current = "";
  for (const word of text.split(/(?<=\S)(?=\s)|(?=\\n)/)) {
    current += word;
    if (isFree(current, taken)) {
      pieces.push(current);
      taken.add(current);
      current = "";
    }
  }
  while (current !== "") {
    const before = pieces.pop();
    if (before === undefined) throw new Error(`A tour says “${text}” twice and nothing else: give it other words.`);
    taken.delete(before);
    current = before + current;
    if (!isFree(current, taken)) continue;
    pieces.push(current);
    taken.add(current);
    current = "";
  }
  return pieces;
}

/** A single byte is in every vocabulary already. */
const isFree = (piece: string, taken: ReadonlySet<string>): boolean =>
  !taken.has(piece) && new TextEncoder().encode(piece).length > 1;
