/** A reference to an earlier line that names none. */
export class NoSuchEvent extends Error {
  constructor(event: string) {
    super(`${event}: event not found`);
  }
}

/** The words of a line as `!$` counts them: quotes hold blanks together. */
export const wordsOf = (line: string): string[] =>
  line.match(/(?:\\[^]|"(?:\\[^]|[^"\\])*"|'[^']*'|[^\s'"\\;|&<>()])+|[;|&<>()]+/g) ?? [];

interface Found {
  readonly line: string;
  readonly length: number;
}

function lineBefore(history: readonly string[], isIt: (line: string) => boolean, event: string): string {
  const line = history.findLast(isIt);
  if (line === undefined) throw new NoSuchEvent(event);
  return line;
}

function numbered(history: readonly string[], number: number, event: string): string {
  const line = number > 0 ? history[number - 1] : history.at(number);
  if (line === undefined || number === 0) throw new NoSuchEvent(event);
  return line;
}

/** The line that `!!`, `!-2`, `!git`, `!?text?` or, before a word of it, a lone `!` names. */
function eventAt(text: string, history: readonly string[]): Found | undefined {
  const [event = "", number, contained, start] =
    /^!(?:!|(-?\d+)|\?([^?\n]+)\??|(?=[$^*:])|([^\s!=("'#?$^*:;|&<>-][^\s:;|&<>"']*))/.exec(text) ?? [];
  if (event === "") return undefined;
  const { length } = event;
  if (number !== undefined) return { line: numbered(history, Number(number), event), length };
  if (contained !== undefined) return { line: lineBefore(history, (line) => line.includes(contained), event), length };
  if (start !== undefined) return { line: lineBefore(history, (line) => line.startsWith(start), event), length };
  return { line: numbered(history, -1, event === "!" ? "!!" : event), length };
}

/** `:0`, `:$`, `:2-4`, `*` … : which words are meant. */
function picked(line: string, designator: string): string {
  const words = wordsOf(line);
  const last = words.length - 1;
  const place = (sign: string): number => (sign === "$" ? last : sign === "^" ? 1 : Number(sign));
  if (designator === "*") return words.slice(1).join(" ");
  const [, from = "", dash, to] = /^([$^]|\d+)(-|\*)?([$^]|\d+)?$/.exec(designator) ?? [];
  const begin = place(from);
  const end = dash === undefined ? begin : dash === "*" ? last : to === undefined ? last - 1 : place(to);
  if (words[begin] === undefined || end > last) throw new Error(`:${designator}: bad word specifier`);
  return words.slice(begin, end + 1).join(" ");
}

const modifiers: Readonly<Record<string, (text: string) => string>> = {
  h: (text) => text.replace(/\/[^/]*$/, ""),
  t: (text) => text.replace(/^.*\//s, ""),
  r: (text) => text.replace(/\.[^./]*$/, ""),
  e: (text) => /\.[^./]*$/.exec(text)?.[0] ?? "",
  q: (text) => `'${text.replaceAll("'", String.raw`'\''`)}'`,
  p: (text) => text,
};

const substitution = /^:(g?)s([^\w\s])((?:(?!\2).)*)\2((?:(?!\2).)*)(?:\2|$)/s;

interface Expanded {
  readonly text: string;
  readonly length: number;
  /** `:p`: only shown. */
  readonly printsOnly: boolean;
}

/** The modifiers behind a reference. */
function modified(text: string, rest: string): Expanded {
  let [made, length, printsOnly] = [text, 0, false];
  for (;;) {
    const tail = rest.slice(length);
    const letter = /^:([htreqp])(?!\w)/.exec(tail)?.[1];
    if (letter !== undefined) {
      made = modifiers[letter]?.(made) ?? made;
      printsOnly ||= letter === "p";
      length += 2;
      continue;
    }
    const [all, every, , from = "", to = ""] = substitution.exec(tail) ?? [];
    if (all === undefined) return { text: made, length, printsOnly };
    if (!made.includes(from)) throw new Error(`${all}: substitution failed`);
    made = every === "g" ? made.replaceAll(from, () => to) : made.replace(from, () => to);
    length += all.length;
  }
}

function referenceAt(text: string, history: readonly string[]): Expanded | undefined {
  const event = eventAt(text, history);
  if (event === undefined) return undefined;
  const behind = text.slice(event.length);
  const [, whole = "", short, long] = /^((?::?)([$^*])|:(\d+(?:-[$\d]*|\*)?|[$^*]-?[$\d]*))/.exec(behind) ?? [];
  const designator = short ?? long;
  const line = designator === undefined ? event.line : picked(event.line, designator);
  const made = modified(line, behind.slice(whole.length));
  return { ...made, length: event.length + whole.length + made.length };
}

export interface HistoryExpansion {
  readonly text: string;
  readonly changed: boolean;
  readonly printsOnly: boolean;
}

/** `^old^new^`: the line before, with something else in it. */
function quick(text: string, history: readonly string[]): HistoryExpansion | undefined {
  const [, from, to = "", rest = ""] = /^\^([^^\n]+)\^([^^\n]*)(?:\^(.*))?$/s.exec(text) ?? [];
  if (from === undefined) return undefined;
  const line = numbered(history, -1, "^");
  if (!line.includes(from)) throw new Error(`:s^${from}^${to}: substitution failed`);
  return { text: line.replace(from, () => to) + rest, changed: true, printsOnly: false };
}

/** Puts earlier lines, or words of them, in for what begins with `!`. Single quotes and a backslash keep it as it is. */
export function expandHistory(text: string, history: readonly string[]): HistoryExpansion {
  const whole = quick(text, history);
  if (whole !== undefined) return whole;
  let [made, at, printsOnly, changed] = ["", 0, false, false];
  let quote = "";
  while (at < text.length) {
    const sign = text.charAt(at);
    if (sign === "\\" && quote !== "'") {
      made += text.slice(at, at + 2);
      at += 2;
      continue;
    }
    const found = sign === "!" && quote !== "'" ? referenceAt(text.slice(at), history) : undefined;
    if (found !== undefined) {
      made += found.text;
      at += found.length;
      printsOnly ||= found.printsOnly;
      changed = true;
      continue;
    }
    if (sign === quote) quote = "";
    else if (quote === "" && (sign === "'" || sign === '"')) quote = sign;
    made += sign;
    at++;
  }
  return { text: made, changed, printsOnly };
}
