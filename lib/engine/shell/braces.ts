const numbers = /^([-+]?\d+)\.\.([-+]?\d+)(?:\.\.([-+]?\d+))?$/;
const letters = /^([A-Za-z])\.\.([A-Za-z])(?:\.\.([-+]?\d+))?$/;

function* between(from: number, to: number, by: number): Generator<number> {
  const step = Math.max(1, Math.abs(by)) * (from <= to ? 1 : -1);
  for (let at = from; step > 0 ? at <= to : at >= to; at += step) yield at;
}

/** With a zero in front of one end, all are as wide as the wider one. */
function padded(value: number, width: number): string {
  const digits = String(Math.abs(value)).padStart(width - (value < 0 ? 1 : 0), "0");
  return value < 0 ? `-${digits}` : digits;
}

/** The signs between `Z` and `a` would mean something to the shell. */
function letterText(code: number): string {
  const sign = String.fromCodePoint(code);
  if (sign === "\\") return "''";
  return /\w/.test(sign) ? sign : `\\${sign}`;
}

function sequence(inner: string): string[] | undefined {
  const [, from, to, by = "1"] = numbers.exec(inner) ?? [];
  if (from !== undefined && to !== undefined) {
    const isWide = [from, to].some((text) => /^[-+]?0\d/.test(text));
    const width = isWide ? Math.max(from.length, to.length) : 0;
    return [...between(Number(from), Number(to), Number(by))].map((value) => padded(value, width));
  }
  const [, first, last, step = "1"] = letters.exec(inner) ?? [];
  if (first === undefined || last === undefined) return undefined;
  return [...between(first.codePointAt(0) ?? 0, last.codePointAt(0) ?? 0, Number(step))].map(letterText);
}

/** Where what begins with `${`, `$(` or a backquote ends. */
function substitutionEnd(text: string, at: number): number {
  const open = text[at + 1] ?? "";
  const close = open === "{" ? "}" : ")";
  let depth = 0;
  for (let place = at + 1; place < text.length;) {
    const sign = text[place];
    if (sign === open) depth++;
    if (sign === close && --depth === 0) return place + 1;
    place = sign === open ? place + 1 : skip(text, place);
  }
  return text.length;
}

function quoteEnd(text: string, at: number): number {
  const quote = text[at];
  for (let place = at + 1; place < text.length; place++) {
    if (quote !== "'" && text[place] === "\\") place++;
    else if (text[place] === quote) return place + 1;
  }
  return text.length;
}

/** Steps over quotes, escapes and `${…}`: braces in there are text. */
function skip(text: string, at: number): number {
  const sign = text[at];
  if (sign === "\\") return at + 2;
  if (sign === "'" || sign === '"' || sign === "`") return quoteEnd(text, at);
  if (sign === "$" && (text[at + 1] === "{" || text[at + 1] === "(")) return substitutionEnd(text, at);
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

/** The words that `a{b,c}{1..3}` stands for, to be read again: a brace that stands for itself has a backslash. */
export function bracesOf(text: string): string[] {
  let before = "";
  for (let at = 0; at < text.length;) {
    const group = text[at] === "{" ? groupAt(text, at) : undefined;
    if (group !== undefined) {
      const after = bracesOf(text.slice(group.end));
      const inner = group.options.flatMap(bracesOf);
      return inner.flatMap((one) => after.map((rest) => before + one + rest));
    }
    const end = skip(text, at);
    before += text[at] === "{" ? "\\{" : text.slice(at, end);
    at = end;
  }
  return [before];
}
