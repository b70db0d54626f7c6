const key = new RegExp(String.raw`\x1b\[[\d;]*[A-Za-z~]|\x1bO[A-Za-z]|\x1b[^[O]?|[^]`, "gu");

const pasteBegins = "\x1b[200~";
const pasteEnds = "\x1b[201~";

/** A paste is one key: what begins so and goes on with what was pasted. */
export const pastedBy = (pressed: string): string | undefined =>
  pressed.startsWith(pasteBegins) ? pressed.slice(pasteBegins.length) : undefined;

/** Asks a terminal to say where a paste begins and ends, and to stop saying so. */
export const pasteMarks = { on: "\x1b[?2004h", off: "\x1b[?2004l" } as const;

/** What a terminal sent, cut into keys: an escape sequence is one, and so is each sign. */
export function keysOf(text: string): string[] {
  return text.match(key) ?? [];
}

/** Cuts what comes piece by piece; a paste is held back until its end has come. */
export function createKeySplitter(): (text: string) => string[] {
  let paste: string | undefined;
  return (text) => {
    const keys: string[] = [];
    for (let rest = text; rest !== "";) {
      if (paste === undefined) {
        const at = rest.indexOf(pasteBegins);
        keys.push(...keysOf(at < 0 ? rest : rest.slice(0, at)));
        if (at < 0) break;
        paste = "";
        rest = rest.slice(at + pasteBegins.length);
      }
      const whole: string = paste + rest;
      const end = whole.indexOf(pasteEnds);
      paste = end < 0 ? whole : undefined;
      if (end < 0) break;
      keys.push(pasteBegins + whole.slice(0, end).replace(/\r\n?/g, "\n"));
      rest = whole.slice(end + pasteEnds.length);
    }
    return keys;
  };
}
