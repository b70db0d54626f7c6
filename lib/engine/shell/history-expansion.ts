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

interface Step {
  readonly text: string;
  readonly length: number;
  readonly printsOnly: boolean;
}

/** One modifier, if there is one at the beginning of the rest. */
function modifiedOnce(text: string, rest: string): Step | undefined {
  const letter = /^:([htreqp])(?!\w)/.exec(rest)?.[1];
  if (letter !== undefined) return { text: modifiers[letter]?.(text) ?? text, length: 2, printsOnly: letter === "p" };
  const [all, every, , from = "", to = ""] = substitution.exec(rest) ?? [];
  if (all === undefined) return undefined;
  if (!text.includes(from)) throw new Error(`${all}: substitution failed`);
  const made = every === "g" ? text.replaceAll(from, () => to) : text.replace(from, () => to);
  return { text: made, length: all.length, printsOnly: false };
}

/** All modifiers behind a reference. */
function modified(text: string, rest: string): Expanded {
  let [made, length, printsOnly] = [text, 0, false];
  for (let step = modifiedOnce(made, rest); step !== undefined; step = modifiedOnce(made, rest.slice(length))) {
    made = step.text;
    length += step.length;
    printsOnly ||= step.printsOnly;
  }
  return { text: made, length, printsOnly };
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

/** Goes through a line once. */
class Expansion {
  text = "";
  changed = false;
  printsOnly = false;
  #quote = "";
  constructor(
    readonly line: string,
    readonly history: readonly string[],
  ) {}

  /** Takes what stands at a place; answers how much that is. */
  take(at: number): number {
    const sign = this.line.charAt(at);
    if (sign === "\\" && this.#quote !== "'") return this.#keep(this.line.slice(at, at + 2));
    const found = sign === "!" && this.#quote !== "'" ? referenceAt(this.line.slice(at), this.history) : undefined;
    if (found !== undefined) {
      this.text += found.text;
      this.printsOnly ||= found.printsOnly;
      this.changed = true;
      return found.length;
    }
    if (sign === this.#quote) this.#quote = "";
    else if (this.#quote === "" && (sign === "'" || sign === '"')) this.#quote = sign;
    return this.#keep(sign);
  }

  #keep(text: string): number {
    this.text += text;
    return text.length;
  }
}

/** Puts earlier lines, or words of them, in for what begins with `!`. Single quotes and a backslash keep it as it is. */
export function expandHistory(line: string, history: readonly string[]): HistoryExpansion {
  const whole = quick(line, history);
  if (whole !== undefined) return whole;
  const made = new Expansion(line, history);
  for (let at = 0; at < line.length;) at += made.take(at);
  const { text, changed, printsOnly } = made;
  return { text, changed, printsOnly };
}
