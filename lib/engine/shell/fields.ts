import type { Piece } from "./pattern";

/** A part of a word after expansion. What came from an unquoted expansion is split; what was quoted isn't. */
export interface Part extends Piece {
  readonly split: boolean;
  /** Ends the field here, as `"$@"` does between two arguments. */
  readonly breakAfter?: boolean;
}

const setOf = (signs: string): string => (signs === "" ? "(?!)" : `[${signs.replace(/[\]\\^-]/g, String.raw`\$&`)}]`);

/** White space among the separators counts once, however much there is; any other counts each time. */
function splitText(text: string, separators: string): { words: string[]; before: boolean; after: boolean } {
  const soft = separators.replace(/[^ \t\n]/g, "");
  const [white, hard] = [setOf(soft), setOf(separators.replace(/[ \t\n]/g, ""))];
  const gap = new RegExp(`${white}*${hard}${white}*|${white}+`);
  const words = text.replace(new RegExp(`^${white}+`), "").split(gap);
  if (words.at(-1) === "") words.pop();
  const first = text[0] ?? "";
  const last = text.at(-1) ?? "";
  return { words, before: soft.includes(first) && first !== "", after: separators.includes(last) && last !== "" };
}

/** The fields of a word: split where an unquoted expansion holds a separator. An empty word without quotes has no field. */
export function fieldsOf(parts: readonly Part[], separators: string): Piece[][] {
  const fields: Piece[][] = [];
  let field: Piece[] | undefined;
  const close = () => {
    if (field !== undefined) fields.push(field);
    field = undefined;
  };
  const add = (piece: Piece) => {
    field ??= [];
    field.push(piece);
  };
  for (const { text, quoted, split, breakAfter } of parts) {
    if (!split) {
      if (quoted || text !== "") add({ text, quoted });
      if (breakAfter === true) close();
      continue;
    }
    const { words, before, after } = splitText(text, separators);
    if (before) close();
    for (const [at, word] of words.entries()) {
      if (at > 0) close();
      add({ text: word, quoted: false });
    }
    if (after && words.length > 0) close();
  }
  close();
  return fields;
}
