import { highlight } from "../reading/highlight";
import type { PieceColour } from "../reading/piece-colours";

/** A run of letters in one colour: where it starts, how long it is, and its colour. */
export type Stroke = readonly [start: number, length: number, colour: PieceColour];

/** The first lines of a file as strokes, a line each. */
export type Picture = readonly (readonly Stroke[])[];

export const pictureSize = { lines: 10, columns: 56 } as const;

/** What the beginning of a file looks like from afar. */
export function drawPicture(path: string, text: string): Picture {
  return highlight(path, text)
    .slice(0, pictureSize.lines)
    .map((line) => {
      const strokes: Stroke[] = [];
      let column = 0;
      for (const { text: piece, colour } of line) {
        for (const { 0: word, index } of piece.matchAll(/\S+/gu)) {
          const start = column + index;
          const length = Math.min(word.length, pictureSize.columns - start);
          if (length > 0) strokes.push([start, length, colour]);
        }
        column += piece.length;
      }
      return joined(strokes);
    });
}

/** Neighbours of one colour are one stroke. */
function joined(strokes: readonly Stroke[]): readonly Stroke[] {
  const made: Stroke[] = [];
  for (const [start, length, colour] of strokes) {
    const last = made.at(-1);
    if (last && last[2] === colour && last[0] + last[1] === start)
      made[made.length - 1] = [last[0], last[1] + length, colour];
    else made.push([start, length, colour]);
  }
  return made;
}
