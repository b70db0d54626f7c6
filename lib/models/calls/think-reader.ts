/** Parts an answer into what the model thinks first (`<think>…</think>`) and what it says then. */
export interface ThinkReader {
  readonly push: (text: string) => readonly ThoughtPiece[];
  readonly end: () => readonly ThoughtPiece[];
}

export interface ThoughtPiece {
  readonly type: "text" | "reasoning";
  readonly text: string;
}

const open = "<think>";
const close = "</think>";

/** A tag in the middle of an answer is part of what is said: thoughts come first or not at all. */
export function createThinkReader(): ThinkReader {
  let phase: "unknown" | "thinking" | "saying" = "unknown";
  let buffer = "";

  const begin = (last: boolean): boolean => {
    const start = buffer.trimStart();
    if (start.startsWith(open)) {
      phase = "thinking";
      buffer = start.slice(open.length);
    } else if (last || !open.startsWith(start)) phase = "saying";
    return phase !== "unknown";
  };

  const think = (last: boolean): string => {
    const at = buffer.indexOf(close);
    const length = at >= 0 ? at : buffer.length - (last ? 0 : tailOf(buffer, close));
    const thought = buffer.slice(0, length);
    buffer = buffer.slice(at >= 0 ? at + close.length : length);
    if (at >= 0) phase = "saying";
    return thought;
  };

  const read = (last: boolean): ThoughtPiece[] => {
    if (phase === "unknown" && !begin(last)) return [];
    const thought = phase === "thinking" ? think(last) : "";
    const said = phase === "saying" ? buffer : "";
    if (phase === "saying") buffer = "";
    const pieces: ThoughtPiece[] = [
      { type: "reasoning", text: thought },
      { type: "text", text: said },
    ];
    return pieces.filter(({ text }) => text !== "");
  };

  return {
    push(text) {
      buffer += text;
      return read(false);
    },
    end: () => read(true),
  };
}

/** How many letters at the end of the text may be the beginning of the tag. */
function tailOf(text: string, tag: string): number {
  for (let length = Math.min(tag.length - 1, text.length); length > 0; length -= 1) {
    if (tag.startsWith(text.slice(-length))) return length;
  }
  return 0;
}
