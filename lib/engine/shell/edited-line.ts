import { clusterBefore, clusterAfter } from "./clusters";
import { wordsOf } from "./history-expansion";
import { pastedBy } from "./keys";

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
  /** Whether the key before cut something out: what is cut next belongs to it. */
  readonly cutting: boolean;
  /** What `Alt-.` put in, to be replaced by what an older line ends with. */
  readonly argument: { readonly back: number; readonly length: number } | undefined;
  /** The line as it was before each change, for `^_`. */
  readonly undone: readonly { readonly text: string; readonly cursor: number }[];
}

export const emptyLine: EditedLine = {
  text: "",
  cursor: 0,
  back: 0,
  typed: "",
  killed: "",
  cutting: false,
  argument: undefined,
  undone: [],
};

type Edit = (line: EditedLine, history: readonly string[]) => EditedLine;

const moved =
  (to: (line: EditedLine) => number): Edit =>
  (line) => ({ ...line, cursor: Math.max(0, Math.min(line.text.length, to(line))) });

const cut = (line: EditedLine, from: number, to: number): EditedLine => ({
  ...line,
  text: line.text.slice(0, from) + line.text.slice(to),
  cursor: from,
});

/** Cuts out what `^Y` puts back; cuts that follow one another are put back together. A key that cuts nothing forgets nothing. */
function kill(line: EditedLine, from: number, to: number): EditedLine {
  if (from === to) return line;
  const piece = line.text.slice(from, to);
  const isBefore = to <= line.cursor && from < line.cursor;
  const before = line.cutting ? line.killed : "";
  return { ...cut(line, from, to), killed: isBefore ? piece + before : before + piece, cutting: true };
}

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

/** What older lines end with, one further back each time (`Alt-.`). */
function lastArgument(line: EditedLine, history: readonly string[]): EditedLine {
  const back = (line.argument?.back ?? 0) + 1;
  const older = history.at(-back);
  if (older === undefined) return line;
  const length = line.argument?.length ?? 0;
  const word = wordsOf(older).at(-1) ?? "";
  return {
    ...inserted(cut(line, line.cursor - length, line.cursor), word),
    argument: { back, length: word.length },
  };
}

/** The word behind the cursor in other letters (`Alt-u`, `Alt-l`, `Alt-c`). */
function recased(line: EditedLine, change: (word: string) => string): EditedLine {
  const end = wordEnd(line);
  const text = line.text.slice(0, line.cursor) + change(line.text.slice(line.cursor, end)) + line.text.slice(end);
  return { ...line, text, cursor: end };
}

const capital = (word: string): string => word.toLowerCase().replace(/[\p{L}\p{N}]/u, (sign) => sign.toUpperCase());

function undone(line: EditedLine): EditedLine {
  const before = line.undone.at(-1);
  return before === undefined ? line : { ...line, ...before, undone: line.undone.slice(0, -1) };
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
  "\x1b.": lastArgument,
  "\x1b_": lastArgument,
  "\x1bu": (line) => recased(line, (word) => word.toUpperCase()),
  "\x1bl": (line) => recased(line, (word) => word.toLowerCase()),
  "\x1bc": (line) => recased(line, capital),
  "\x1f": undone,
  "\x1b<": (line, history) => recalled(line, history, history.length),
  "\x1b>": (line, history) => recalled(line, history, 0),
  "\x1b[1;5D": toWordStart,
  "\x1b[1;5C": toWordEnd,
  "\x1b[1;3D": toWordStart,
  "\x1b[1;3C": toWordEnd,
};

/** The line after a key; keys that mean nothing leave it as it is. What was pasted is put in as it stands. */
export function edit(line: EditedLine, key: string, history: readonly string[]): EditedLine {
  const pasted = pastedBy(key);
  const known = pasted === undefined ? edits[key] : undefined;
  const isText = pasted !== undefined || key >= " ";
  const fresh: EditedLine = { ...line, cutting: known !== undefined && line.cutting };
  if (known === undefined && !isText) return fresh;
  const next = known === undefined ? inserted(fresh, pasted ?? key) : known(fresh, history);
  return {
    ...next,
    cutting: next.killed !== line.killed,
    argument: next.argument === line.argument ? undefined : next.argument,
    undone:
      next.text === line.text || known === undone
        ? next.undone
        : [...line.undone, { text: line.text, cursor: line.cursor }],
  };
}
