const range = /^(-?\d+)\.\.(-?\d+)(?:\.\.(-?\d+))?$/;
const letters = /^([A-Za-z])\.\.([A-Za-z])$/;

function* between(from: number, to: number, by: number): Generator<number> {
  const step = Math.max(1, Math.abs(by)) * (from <= to ? 1 : -1);
  for (let at = from; step > 0 ? at <= to : at >= to; at += step) yield at;
}

function sequence(inner: string): string[] | undefined {
  const numbers = range.exec(inner);
  if (numbers !== null) {
    const [, from = "0", to = "0", by = "1"] = numbers;
    const width = [from, to].some((text) => /^-?0\d/.test(text)) ? Math.max(from.length, to.length) : 0;
    return [...between(Number(from), Number(to), Number(by))].map((value) => String(value).padStart(width, "0"));
  }
  const ends = letters.exec(inner);
  if (ends === null) return undefined;
  const [from, to] = [ends[1] ?? "a", ends[2] ?? "a"].map((sign) => sign.codePointAt(0) ?? 0);
  return [...between(from ?? 0, to ?? 0, 1)].map((code) => String.fromCodePoint(code));
}

/** Steps over quotes, escapes and `${…}`: braces in there are text. */
function skip(text: string, at: number): number {
  const sign = text[at];
  if (sign === "\\") return at + 2;
  if (sign === "'" || sign === '"') {
    const end = text.indexOf(sign, at + 1);
    return end < 0 ? text.length : end + 1;
  }
  if (sign === "$" && (text[at + 1] === "{" || text[at + 1] === "(")) {
    const close = text[at + 1] === "{" ? "}" : ")";
    const end = text.indexOf(close, at + 2);
    return end < 0 ? text.length : end + 1;
  }
  return at + 1;
}

interface Group {
  readonly start: number;
  readonly end: number;
  readonly options: readonly string[];
}

function groupAt(text: string, start: number): Group | undefined {
  const options: string[] = [];
  let depth = 0;
  let from = start + 1;
  for (let at = start; at < text.length;) {
    const sign = text[at];
    if (sign === "{") depth++;
    if (sign === "," && depth === 1) {
      options.push(text.slice(from, at));
      from = at + 1;
    }
    if (sign === "}" && --depth === 0) {
      const last = text.slice(from, at);
      if (options.length > 0) return { start, end: at + 1, options: [...options, last] };
      const listed = sequence(last);
      return listed && { start, end: at + 1, options: listed };
    }
    at = skip(text, at);
  }
  return undefined;
}

/** The words that `a{b,c}{1..3}` stands for; text without braces stands for itself. */
export function bracesOf(text: string): string[] {
  for (let at = 0; at < text.length; at = skip(text, at)) {
    const group = text[at] === "{" ? groupAt(text, at) : undefined;
    if (group === undefined) continue;
    const before = text.slice(0, group.start);
    const after = bracesOf(text.slice(group.end));
    return group.options.flatMap((option) =>
      bracesOf(option).flatMap((inner) => after.map((rest) => before + inner + rest)),
    );
  }
  return [text];
}
