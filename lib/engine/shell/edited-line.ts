/** A line that is being typed. */
export interface EditedLine {
  readonly text: string;
  readonly cursor: number;
  /** How many entries back in the history; 0 is the line itself. */
  readonly back: number;
  /** What had been typed before the history was looked at. */
  readonly typed: string;
}

export const emptyLine: EditedLine = { text: "", cursor: 0, back: 0, typed: "" };

type Edit = (line: EditedLine, history: readonly string[]) => EditedLine;

const moved =
  (to: (line: EditedLine) => number): Edit =>
  (line) => ({ ...line, cursor: Math.max(0, Math.min(line.text.length, to(line))) });

const cut = (line: EditedLine, from: number, to: number): EditedLine => ({
  ...line,
  text: line.text.slice(0, from) + line.text.slice(to),
  cursor: from,
});

const wordStart = ({ text, cursor }: EditedLine): number => /\S*\s*$/.exec(text.slice(0, cursor))?.index ?? 0;
const wordEnd = ({ text, cursor }: EditedLine): number =>
  cursor + (/^\s*\S*/.exec(text.slice(cursor))?.[0].length ?? 0);

function recalled(line: EditedLine, history: readonly string[], back: number): EditedLine {
  if (back < 0 || back > history.length) return line;
  const typed = line.back === 0 ? line.text : line.typed;
  const text = back === 0 ? typed : (history.at(-back) ?? "");
  return { text, cursor: text.length, back, typed };
}

const home = moved(() => 0);
const end = moved(({ text }) => text.length);
const left = moved(({ cursor }) => cursor - 1);
const right = moved(({ cursor }) => cursor + 1);
const older: Edit = (line, history) => recalled(line, history, line.back + 1);
const newer: Edit = (line, history) => recalled(line, history, line.back - 1);
const backspace: Edit = (line) => (line.cursor === 0 ? line : cut(line, line.cursor - 1, line.cursor));
const remove: Edit = (line) => cut(line, line.cursor, Math.min(line.text.length, line.cursor + 1));

const edits: Readonly<Record<string, Edit>> = {
  "\x01": home,
  "\x02": left,
  "\x04": remove,
  "\x05": end,
  "\x06": right,
  "\x08": backspace,
  "\x7f": backspace,
  "\x0b": (line) => cut(line, line.cursor, line.text.length),
  "\x0e": newer,
  "\x10": older,
  "\x15": (line) => cut(line, 0, line.cursor),
  "\x17": (line) => cut(line, wordStart(line), line.cursor),
  "\x1b[A": older,
  "\x1b[B": newer,
  "\x1b[C": right,
  "\x1b[D": left,
  "\x1b[H": home,
  "\x1b[F": end,
  "\x1b[1~": home,
  "\x1b[4~": end,
  "\x1b[3~": remove,
  "\x1bOA": older,
  "\x1bOB": newer,
  "\x1bOC": right,
  "\x1bOD": left,
  "\x1bb": moved(wordStart),
  "\x1bf": moved(wordEnd),
  "\x1b[1;5D": moved(wordStart),
  "\x1b[1;5C": moved(wordEnd),
};

/** The line after a key; keys that mean nothing leave it as it is. */
export function edit(line: EditedLine, key: string, history: readonly string[]): EditedLine {
  const known = edits[key];
  if (known !== undefined) return known(line, history);
  if (key < " ") return line;
  const { text, cursor } = line;
  return { ...line, text: text.slice(0, cursor) + key + text.slice(cursor), cursor: cursor + key.length };
}
