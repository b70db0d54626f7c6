import { painted, type Colors } from "./colors";
import { replaced } from "./replacement";
import { byteLength, type Block, type Sink } from "./search";
import { unescaped, type Settings } from "./settings";

interface Part {
  readonly from: number;
  readonly to: number;
}

/** A line of a block, with the parts of it that fit. */
interface Line {
  readonly text: string;
  readonly number: number;
  readonly offset: number;
  readonly parts: readonly Part[];
}

function* linesOf({ text, number, offset }: Block, fits: readonly Part[]): Iterable<Line> {
  let at = 0;
  let line = number;
  let bytes = offset;
  do {
    const end = text.indexOf("\n", at);
    const to = end === -1 ? text.length : end;
    const start = at;
    const parts = fits
      .filter((fit) => (fit.to === fit.from ? fit.from >= start && fit.from <= to : fit.from < to && fit.to > start))
      .map((fit) => ({ from: Math.max(0, fit.from - start), to: Math.min(to, fit.to) - start }));
    yield { text: text.slice(at, to), number: line, offset: bytes, parts };
    bytes += byteLength(text.slice(at, to)) + 1;
    line += 1;
    at = to + 1;
  } while (at < text.length);
}

/** How a long line is cut short for `-M`; undefined where it isn't. */
function shortened(
  line: Line,
  kind: "matching" | "context",
  countsFits: boolean,
  settings: Settings,
): string | undefined {
  const most = Number(settings.value("M") ?? 0);
  if (most === 0 || byteLength(line.text) <= most) return undefined;
  const { length } = line.parts;
  if (!settings.has("max-columns-preview"))
    return countsFits && kind === "matching"
      ? `[Omitted long line with ${length} matches]`
      : `[Omitted long ${kind} line]`;
  const shown = Array.from(line.text).slice(0, most).join("");
  const left = line.parts.filter((part) => part.from >= shown.length).length;
  const rest =
    countsFits && kind === "matching" ? `${left} more ${left === 1 ? "match" : "matches"}` : "omitted end of long line";
  return `${shown} [... ${rest}]`;
}

type Kind = "match" | "context";

/** Writes lines as `grep` does. */
export class LineReport {
  /** How many bytes were printed. */
  printed = 0;
  private readonly separators: Readonly<Record<Kind, string>>;
  private readonly countsFits: boolean;
  private readonly isEach: boolean;

  constructor(
    private readonly settings: Settings,
    private readonly write: (text: string) => void,
  ) {
    const { has, value } = settings;
    this.separators = {
      match: unescaped(value("field-match-separator") ?? ":"),
      context: unescaped(value("field-context-separator") ?? "-"),
    };
    this.countsFits = settings.hasColumns || has("r") || settings.isColored;
    this.isEach = (has("vimgrep") || has("o")) && !has("v");
  }

  /** What hears of one file's lines. `begin` is asked before anything is written. */
  sinkFor(name: string | undefined, begin: () => string): Sink {
    const { has, value, contextSeparator } = this.settings;
    const put = (text: string): void => {
      const whole = begin() + text;
      this.printed += byteLength(whole);
      this.write(whole);
    };
    return {
      match: (given) => {
        const { block, fits } = has("r") ? replaced(given, value("r") ?? "") : { block: given, fits: given.fits };
        put(this.isEach ? this.eachFit(name, block, fits) : this.lines(name, block, fits));
      },
      context: (block) => {
        for (const line of linesOf(block, []))
          put(`${this.head(name, line, undefined, "context")}${this.body(line, "context")}\n`);
      },
      gap: () => {
        if (contextSeparator !== undefined && !has("passthru")) put(`${contextSeparator}\n`);
      },
    };
  }

  private paint(color: keyof Colors, text: string): string {
    return this.settings.isColored ? painted(this.settings.colors[color], text) : text;
  }

  private head(name: string | undefined, { number, offset }: Line, column: number | undefined, kind: Kind): string {
    const { has, isHeaded, isNumbered, hasColumns } = this.settings;
    const sign = this.separators[kind];
    const parts: string[] = [];
    if (name !== undefined && !isHeaded) parts.push(this.paint("path", name) + (has("0") ? "\0" : sign));
    if (isNumbered) parts.push(this.paint("line", String(number)) + sign);
    if (hasColumns && column !== undefined) parts.push(this.paint("column", String(column)) + sign);
    if (has("b")) parts.push(this.paint("column", String(offset)) + sign);
    return parts.join("");
  }

  private body(line: Line, kind: "matching" | "context"): string {
    const short = shortened(line, kind, this.countsFits, this.settings);
    if (short !== undefined) return short;
    const cut = this.settings.has("trim") ? (/^[ \t\r\n\f\v]*/u.exec(line.text)?.[0].length ?? 0) : 0;
    const parts = line.parts.map(({ from, to }) => ({ from: Math.max(0, from - cut), to: Math.max(0, to - cut) }));
    return this.colored(line.text.slice(cut), parts);
  }

  private colored(text: string, parts: readonly Part[]): string {
    if (!this.settings.isColored) return text;
    let done = 0;
    let line = "";
    for (const { from, to } of joined(parts)) {
      line += text.slice(done, from) + this.paint("match", text.slice(from, to));
      done = to;
    }
    return line + text.slice(done);
  }

  /** All lines of a block; the column is that of its first fit. */
  private lines(name: string | undefined, block: Block, fits: readonly Part[]): string {
    const column = byteLength(block.text.slice(0, fits[0]?.from ?? 0)) + 1;
    let text = "";
    for (const line of linesOf(block, fits))
      text += `${this.head(name, line, column, "match")}${this.body(line, "matching")}\n`;
    return text;
  }

  /** A line for each fit: the fit alone, or the line in which it begins. */
  private eachFit(name: string | undefined, block: Block, fits: readonly Part[]): string {
    const isAlone = this.settings.has("o");
    let text = "";
    for (const fit of fits)
      for (const line of linesOf(block, [fit])) {
        const [part] = line.parts;
        if (part === undefined) continue;
        const before = byteLength(line.text.slice(0, part.from));
        const shown = isAlone ? alone(line, part, before) : line;
        text += `${this.head(name, shown, before + 1, "match")}${this.body(shown, "matching")}\n`;
        if (!isAlone) break;
      }
    return text;
  }
}

function alone(line: Line, { from, to }: Part, before: number): Line {
  const text = line.text.slice(from, to);
  return { text, number: line.number, offset: line.offset + before, parts: [{ from: 0, to: text.length }] };
}

/** Parts that touch are one. */
function joined(parts: readonly Part[]): readonly Part[] {
  const found: Part[] = [];
  for (const part of parts) {
    const last = found.at(-1);
    if (last && part.from <= last.to) found[found.length - 1] = { from: last.from, to: Math.max(last.to, part.to) };
    else if (part.to > part.from) found.push(part);
  }
  return found;
}
