import fs from "node:fs";
import { reasonOf } from "../own/command";
import { JsonReader } from "./json-reader";
import { isArray, isObject, type Json } from "./values";

const NEWLINE = 10;

/** Whether it is worth waiting for more on an input that has nothing yet. */
function readSome(bytes: Uint8Array): number {
  for (;;) {
    try {
      return fs.readSync(0, bytes, 0, bytes.length, null);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === "EOF") return 0;
      if (code !== "EAGAIN") throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}

/** Standard input line by line, as it comes. */
function* linesOfInput(): Generator<string, void> {
  const chunk = Buffer.alloc(65_536);
  let rest: Buffer[] = [];
  for (let length = readSome(chunk); length > 0; length = readSome(chunk)) {
    let from = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1 && end < length; end = chunk.indexOf(NEWLINE, from)) {
      yield Buffer.concat([...rest, chunk.subarray(from, end + 1)]).toString();
      rest = [];
      from = end + 1;
    }
    rest.push(Buffer.from(chunk.subarray(from, length)));
  }
  const last = Buffer.concat(rest).toString();
  if (last !== "") yield last;
}

function* linesOf(text: string): Generator<string, void> {
  let from = 0;
  for (let end = text.indexOf("\n"); end !== -1; end = text.indexOf("\n", from)) {
    yield text.slice(from, end + 1);
    from = end + 1;
  }
  if (from < text.length) yield text.slice(from);
}

/** The leaves of a value with their paths, and where its arrays and objects end, as `--stream` gives them. */
function* events(value: Json, path: readonly Json[]): Generator<Json, void> {
  const inner = isArray(value) || isObject(value) ? Array.from<[Json, Json]>(value.entries()) : [];
  if (inner.length === 0) return yield [path, value];
  for (const [key, item] of inner) yield* events(item, [...path, key]);
  yield [[...path, inner.at(-1)?.[0] ?? null]];
  return;
}

export interface InputSettings {
  readonly files: readonly string[];
  readonly raw: boolean;
  readonly slurp: boolean;
  readonly stream: boolean;
  readonly seq: boolean;
}

/** What a program is given: values of all files, one after the other. */
export class Inputs {
  file: string | undefined;
  /** How many lines of this file were read. */
  line = 0;
  failed = false;
  private readonly lines: Iterator<string>;
  private readonly reader: JsonReader;
  private readonly waiting: Json[] = [];
  private isOver = false;

  constructor(
    private readonly settings: InputSettings,
    private readonly complain: (text: string) => void,
  ) {
    this.lines = this.allLines();
    this.reader = new JsonReader(() => this.nextLine());
  }

  /** The next value; undefined at the end. */
  next(): Json | undefined {
    const { raw, slurp, stream } = this.settings;
    if (slurp) return this.all();
    if (raw) return this.nextLine()?.replace(/\n$/u, "");
    if (!stream) return this.reader.read();
    if (this.waiting.length === 0) {
      const value = this.reader.read();
      if (value !== undefined) this.waiting.push(...events(value, []));
    }
    return this.waiting.shift();
  }

  /** Everything at once. */
  private all(): Json | undefined {
    if (this.isOver) return undefined;
    this.isOver = true;
    const { raw, stream } = this.settings;
    if (raw) {
      let text = "";
      for (let line = this.nextLine(); line !== undefined; line = this.nextLine()) text += line;
      return text;
    }
    const values: Json[] = [];
    for (let value = this.reader.read(); value !== undefined; value = this.reader.read())
      if (stream) values.push(...events(value, []));
      else values.push(value);
    return values;
  }

  private nextLine(): string | undefined {
    const next = this.lines.next();
    if (next.done === true) return undefined;
    if (next.value.endsWith("\n")) this.line += 1;
    return this.settings.seq ? next.value.replaceAll("\u001e", " ") : next.value;
  }

  private *allLines(): Generator<string, void> {
    const { files } = this.settings;
    let isFirst = true;
    for (const file of files.length > 0 ? files : ["-"])
      for (const line of this.linesOfFile(file)) {
        yield isFirst ? line.replace(/^\ufeff/u, "") : line;
        isFirst = false;
      }
  }

  private linesOfFile(file: string): Iterable<string> {
    try {
      const lines = file === "-" ? linesOfInput() : linesOf(fs.readFileSync(file, "utf8"));
      this.file = file === "-" ? "<stdin>" : file;
      this.line = 0;
      return lines;
    } catch (error) {
      this.complain(`error: Could not open file ${file}: ${reasonOf(error)}`);
      this.failed = true;
      return [];
    }
  }
}
