import type { Value } from "./values";
import { fromInput } from "./values";

export interface Splitting {
  readonly separator: string;
  readonly regex: (source: string) => RegExp;
  /** gawk's two other ways, where they were set. */
  readonly widths?: string;
  readonly pattern?: RegExp;
  readonly isParagraph: boolean;
}

/** Where a text fits, piece by piece; an empty fit splits nothing. */
export function splitBy(text: string, regex: RegExp): string[] {
  if (text === "") return [];
  const parts: string[] = [];
  let from = 0;
  for (regex.lastIndex = 0; regex.lastIndex <= text.length;) {
    const found = regex.exec(text);
    if (found === null) break;
    if (found[0] === "") {
      regex.lastIndex += 1;
      continue;
    }
    parts.push(text.slice(from, found.index));
    from = found.index + found[0].length;
  }
  return [...parts, text.slice(from)];
}

function byWidths(text: string, widths: string): string[] {
  let at = 0;
  const parts: string[] = [];
  for (const width of widths.trim().split(/\s+/u)) {
    if (at >= text.length) break;
    const [skip = "0", size = skip] = width.includes(":") ? width.split(":") : ["0", width];
    at += Number(skip);
    const end = size === "*" ? text.length : at + Number(size);
    parts.push(text.slice(at, end));
    at = end;
  }
  return parts;
}

/** The fields of a text. */
export function fieldsOf(text: string, { separator, regex, widths, pattern, isParagraph }: Splitting): string[] {
  if (widths !== undefined) return byWidths(text, widths);
  if (pattern !== undefined) return Array.from(text.matchAll(pattern), ([found]) => found);
  if (separator === " ") return text.trim() === "" ? [] : text.replace(/^[ \t\n]+|[ \t\n]+$/gu, "").split(/[ \t\n]+/u);
  if (text === "") return [];
  if (separator === "") return Array.from(text);
  if (separator.length === 1 && separator !== "\\" && !isParagraph) return text.split(separator);
  const source = separator.length === 1 ? `[${separator}]` : separator;
  return splitBy(text, regex(isParagraph ? `(${source})|\n` : source));
}

/** The record and its fields; each is made from the other when it is asked for. */
export class Fields {
  private record = "";
  private parts: Value[] | undefined = [];
  private isStale = false;

  constructor(
    private readonly splitting: () => Splitting,
    private readonly joint: () => string,
    private readonly toText: (value: Value) => string,
  ) {}

  setRecord(text: string): void {
    this.record = text;
    this.parts = undefined;
    this.isStale = false;
  }

  private get all(): Value[] {
    this.parts ??= fieldsOf(this.record, this.splitting()).map(fromInput);
    return this.parts;
  }

  /** The separator is about to change; the record that is there is split by the old one. */
  settle(): void {
    if (this.parts === undefined) void this.all;
  }

  get whole(): string {
    if (this.isStale) {
      this.record = this.all.map(this.toText).join(this.joint());
      this.isStale = false;
    }
    return this.record;
  }

  get count(): number {
    return this.all.length;
  }

  set count(count: number) {
    const { all } = this;
    while (all.length < count) all.push("");
    all.length = count;
    this.isStale = true;
  }

  get(index: number): Value {
    return index === 0 ? fromInput(this.whole) : this.all[index - 1];
  }

  set(index: number, value: Value): void {
    if (index === 0) {
      this.setRecord(this.toText(value));
      return;
    }
    const { all } = this;
    while (all.length < index) all.push("");
    all[index - 1] = value;
    this.isStale = true;
  }
}
