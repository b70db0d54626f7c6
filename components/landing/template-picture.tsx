import { pieceColours, type PieceColour } from "../reading/piece-colours";
import type { Picture } from "./draw-picture";

const column = 3;
const line = 8;
const margin = 12;
const thick = 4;

/** The file that a template opens with, seen from afar, in the colours of the theme. Drawn on the server: its data is no part of the page's script. */
export function TemplatePicture({ picture }: { readonly picture: Picture }) {
  return (
    <svg aria-hidden viewBox="0 0 190 92" preserveAspectRatio="xMinYMin slice" className="block h-24 w-full bg-ground">
      {[...linesByColour(picture)].map(([colour, lines]) => (
        <path
          key={colour}
          d={lines}
          strokeWidth={thick}
          strokeLinecap="round"
          className={`stroke-current opacity-70 ${colour === "plain" ? "text-ink-faint" : pieceColours[colour]}`}
        />
      ))}
    </svg>
  );
}

/** One line for all strokes of a colour, its round ends included in their lengths. */
function linesByColour(picture: Picture): ReadonlyMap<PieceColour, string> {
  const lines = new Map<PieceColour, string>();
  for (const [row, strokes] of picture.entries())
    for (const [start, length, colour] of strokes) {
      const from = `M${margin + start * column} ${margin + row * line}`;
      const along = Math.max(0, length * column - thick - 1);
      lines.set(colour, `${lines.get(colour) ?? ""}${from}h${along}`);
    }
  return lines;
}
