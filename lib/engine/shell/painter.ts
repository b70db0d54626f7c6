import { placeAfter } from "./clusters";
import type { EditedLine } from "./edited-line";

export interface Screen {
  readonly write: (text: string) => void;
  readonly columns: () => number;
}

export interface Painter {
  /** The cursor stands where a prompt may begin. */
  readonly begin: () => void;
  readonly paint: (prompt: string, line: Pick<EditedLine, "text" | "cursor">) => void;
}

/** Draws the line anew from the prompt on, also over several rows and after the terminal has got another width. */
export function createPainter(screen: Screen): Painter {
  let before = "";
  return {
    begin: () => {
      before = "";
    },
    paint: (prompt, { text, cursor }) => {
      const columns = Math.max(1, screen.columns());
      const rowBefore = placeAfter(before, columns).row;
      const up = rowBefore > 0 ? `\x1b[${rowBefore}A` : "";
      const end = placeAfter(prompt + text, columns);
      before = prompt + text.slice(0, cursor);
      const at = placeAfter(before, columns);
      const fill = end.column === 0 && end.row > 0 ? " \r" : "";
      const back = end.row - at.row;
      screen.write(
        `\r${up}\x1b[J${prompt}${text}${fill}${back > 0 ? `\x1b[${back}A` : ""}\r${at.column > 0 ? `\x1b[${at.column}C` : ""}`,
      );
    },
  };
}
