interface WrapForm {
  /** Blanks before the first line; below 0: so many columns of it are taken already. */
  readonly first: number;
  /** Blanks before every other line. */
  readonly rest: number;
  readonly width: number;
}

const isBlank = (sign: string | undefined): boolean => sign !== undefined && /[ \t\n\v\f\r]/u.test(sign);
const isWordSign = (sign: string | undefined): boolean => sign !== undefined && /[A-Za-z\d]/u.test(sign);

/** Without a width lines stay as long as they are. */
function indented(text: string, { first, rest }: WrapForm): string {
  return text
    .split("\n")
    .map((line, at) => (line === "" ? "" : " ".repeat(Math.max(0, at === 0 ? first : rest)) + line))
    .join("\n");
}

interface Wrapping {
  readonly signs: readonly string[];
  readonly form: WrapForm;
  written: string;
  at: number;
  /** Where the line begins in the text. */
  start: number;
  /** The last blank at which the line may end. */
  space: number | undefined;
  width: number;
  indent: number;
}

/** A text in lines that are no longer than they may be, where its words allow it; as git wraps. */
export function wrapped(text: string, form: WrapForm): string {
  if (form.width <= 0) return indented(text, form);
  const isBegun = form.first < 0;
  const state: Wrapping = {
    signs: Array.from(text),
    form,
    written: "",
    at: 0,
    start: 0,
    space: isBegun ? 0 : undefined,
    width: Math.abs(form.first),
    indent: Math.max(0, form.first),
  };
  while (takeWord(state));
  return state.written;
}

/** Takes what is up to the next blank; answers whether there is more. */
function takeWord(state: Wrapping): boolean {
  const { signs, form } = state;
  while (state.at < signs.length && !isBlank(signs[state.at])) {
    state.width += 1;
    state.at += 1;
  }
  const isEnd = state.at >= signs.length;
  if (state.width > form.width && state.space !== undefined) breakLine(state);
  else if (isEnd && state.at === state.start) return false;
  else {
    state.written +=
      (state.space === undefined ? " ".repeat(state.indent) : "") +
      signs.slice(state.space ?? state.start, state.at).join("");
    if (isEnd) return false;
    takeBlank(state);
  }
  return true;
}

function takeBlank(state: Wrapping): void {
  const { signs, at } = state;
  state.space = at;
  if (signs[at] === "\t") state.width |= 7;
  if (signs[at] === "\n") {
    state.space = at + 1;
    if (signs[at + 1] === "\n") state.written += "\n";
    if (!isWordSign(signs[at + 1])) {
      breakLine(state);
      return;
    }
    state.written += " ";
  }
  state.width += 1;
  state.at += 1;
}

function breakLine(state: Wrapping): void {
  const space = state.space ?? 0;
  state.written += "\n";
  state.start = space + (isBlank(state.signs[space]) ? 1 : 0);
  state.at = state.start;
  state.space = undefined;
  state.indent = state.form.rest;
  state.width = state.indent;
}
