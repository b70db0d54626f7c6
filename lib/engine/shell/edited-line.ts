import { clusterBefore, clusterAfter } from "./clusters";

/** A line that is being typed. */
export interface EditedLine {
  readonly text: string;
  readonly cursor: number;
  /** How many entries back in the history; 0 is the line itself. */
  readonly back: number;
  /** What had been typed before the history was looked at. */
  readonly typed: string;
  /** What was last cut out, for `^Y` to put back. */
  readonly killed: string;
}

export const emptyLine: EditedLine = { text: "", cursor: 0, back: 0, typed: "", killed: "" };

type Edit = (line: EditedLine, history: readonly string[]) => EditedLine;

const moved =
  (to: (line: EditedLine) => number): Edit =>
  (line) => ({ ...line, cursor: Math.max(0, Math.min(line.text.length, to(line))) });

const cut = (line: EditedLine, from: number, to: number): EditedLine => ({
  ...line,
  text: line.text.slice(0, from) + line.text.slice(to),
  cursor: from,
});

/** Cuts out what `^Y` puts back; a key that cuts nothing forgets nothing. */
const kill = (line: EditedLine, from: number, to: number): EditedLine =>
  from === to ? line : { ...cut(line, from, to), killed: line.text.slice(from, to) };

const inserted = (line: EditedLine, text: string): EditedLine => ({
  ...line,
  text: line.text.slice(0, line.cursor) + text + line.text.slice(line.cursor),
  cursor: line.cursor + text.length,
});

/** `^W` takes all up to a blank; the other keys stop at whatever is no letter or digit. */
const blankStart = ({ text, cursor }: EditedLine): number => /\S*\s*$/.exec(text.slice(0, cursor))?.index ?? 0;
const wordStart = ({ text, cursor }: EditedLine): number =>
  /[\p{L}\p{N}\p{M}]*[^\p{L}\p{N}]*$/u.exec(text.slice(0, cursor))?.index ?? 0;
const wordEnd = ({ text, cursor }: EditedLine): number =>
  cursor + (/^[^\p{L}\p{N}]*[\p{L}\p{N}\p{M}]*/u.exec(text.slice(cursor))?.[0].length ?? 0);

function recalled(line: EditedLine, history: readonly string[], back: number): EditedLine {
  if (back < 0 || back > history.length) return line;
  const typed = line.back === 0 ? line.text : line.typed;
  const text = back === 0 ? typed : (history.at(-back) ?? "");
  return { ...line, text, cursor: text.length, back, typed };
}

/** The sign before the cursor changes places with the one under it, or the last two at the end. */
function transposed(line: EditedLine): EditedLine {
  const { text } = line;
  const middle = line.cursor === text.length ? clusterBefore(text, line.cursor) : line.cursor;
  if (middle === 0 || middle === text.length) return line;
  const from = clusterBefore(text, middle);
  const to = clusterAfter(text, middle);
  const turned = text.slice(middle, to) + text.slice(from, middle);
  return { ...line, text: text.slice(0, from) + turned + text.slice(to), cursor: to };
}

const home = moved(() => 0);
const end = moved(({ text }) => text.length);
const left = moved(({ text, cursor }) => clusterBefore(text, cursor));
const right = moved(({ text, cursor }) => clusterAfter(text, cursor));
const toWordStart = moved(wordStart);
const toWordEnd = moved(wordEnd);
const older: Edit = (line, history) => recalled(line, history, line.back + 1);
const newer: Edit = (line, history) => recalled(line, history, line.back - 1);
const backspace: Edit = (line) => cut(line, clusterBefore(line.text, line.cursor), line.cursor);
const remove: Edit = (line) => cut(line, line.cursor, clusterAfter(line.text, line.cursor));
const killWordBefore: Edit = (line) => kill(line, wordStart(line), line.cursor);
const killWordAfter: Edit = (line) => kill(line, line.cursor, wordEnd(line));

const edits: Readonly<Record<string, Edit>> = {
  "\x01": home,
  "\x02": left,
  "\x04": remove,
  "\x05": end,
  "\x06": right,
  "\x08": backspace,
  "\x7f": backspace,
  "\x0b": (line) => kill(line, line.cursor, line.text.length),
  "\x0e": newer,
  "\x10": older,
  "\x14": transposed,
  "\x15": (line) => kill(line, 0, line.cursor),
  "\x17": (line) => kill(line, blankStart(line), line.cursor),
  "\x19": (line) => inserted(line, line.killed),
  "\x1b[A": older,
  "\x1b[B": newer,
  "\x1b[C": right,
  "\x1b[D": left,
  "\x1b[H": home,
  "\x1b[F": end,
  "\x1b[1~": home,
  "\x1b[4~": end,
  "\x1b[7~": home,
  "\x1b[8~": end,
  "\x1b[3~": remove,
  "\x1b[3;5~": killWordAfter,
  "\x1bOA": older,
  "\x1bOB": newer,
  "\x1bOC": right,
  "\x1bOD": left,
  "\x1bOH": home,
  "\x1bOF": end,
  "\x1bb": toWordStart,
  "\x1bf": toWordEnd,
  "\x1bd": killWordAfter,
  "\x1b\x7f": killWordBefore,
  "\x1b\x08": killWordBefore,
  "\x1b<": (line, history) => recalled(line, history, history.length),
  "\x1b>": (line, history) => recalled(line, history, 0),
  "\x1b[1;5D": toWordStart,
  "\x1b[1;5C": toWordEnd,
  "\x1b[1;3D": toWordStart,
  "\x1b[1;3C": toWordEnd,
};

/** The line after a key; keys that mean nothing leave it as it is. */
export function edit(line: EditedLine, key: string, history: readonly string[]): EditedLine {
  const known = edits[key];
  if (known !== undefined) return known(line, history);
  return key < " " ? line : inserted(line, key);
}
