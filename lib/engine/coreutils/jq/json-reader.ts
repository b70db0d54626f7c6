import { JqError } from "./faults";
import { isArray, type Json } from "./values";

/** What is wrong with a text that should be JSON, and where. */
export class JsonFault extends Error {}

const words: Readonly<Record<string, Json>> = { nan: Number.NaN, true: true, false: false, null: null };
/** Numbers that only a word can say; signs and letters as C reads them. */
const special = /^[+-]?(?:nan|inf(?:inity)?)$/iu;
/** How deep values may stand in each other. */
const deepest = 256;
const structure = /^[[\]{}:,]$/u;
const number = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/u;
const escapes: Readonly<Record<string, string>> = {
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  '"': '"',
  "\\": "\\",
  "/": "/",
};

/** What an open bracket holds. `key` waits for its value. */
interface Open {
  readonly items: Json[] | Map<string, Json>;
  key?: string;
}

const specialNumber = (piece: string): number =>
  /nan/iu.test(piece) ? Number.NaN : piece.startsWith("-") ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;

// eslint-disable-next-line no-control-regex -- these are what it looks for
const controls = /[\u0000-\u001f]/u;
const pieces = /[^[\]{}:,"\s]+|"(?:[^"\\]+|\\[^])*("?)|[[\]{}:,]/gu;

/** Whether a piece at the end of what was read may go on in what comes. */
const isCut = ({ 0: piece, 1: closed, index }: RegExpExecArray, length: number): boolean =>
  index + piece.length === length && !structure.test(piece[0] ?? "") && closed !== '"';

/** Reads values one after the other. Complaints name the place as jq does: after the sign at which the fault was seen. */
export class JsonReader {
  private readonly open: Open[] = [];
  private next: Json | undefined;
  private text = "";
  private at = 0;
  /** How many lines were read and forgotten. */
  private before = 0;

  /** `more` answers what comes next, line by line, until there is nothing. */
  constructor(private readonly more: () => string | undefined) {}

  /** The next value; undefined at the end. */
  read(): Json | undefined {
    for (;;) {
      pieces.lastIndex = this.at;
      const found = pieces.exec(this.text);
      if ((found === null || isCut(found, this.text.length)) && this.extend()) continue;
      if (found === null) return this.end();
      const [piece, closed] = found;
      this.at = found.index + piece.length;
      if (structure.test(piece)) this.token(piece);
      else this.value(piece, closed);
      if (this.isWhole(piece)) return this.take();
    }
  }

  /** A word goes on until what ends it was read, and that may be a fault. */
  private isWhole(piece: string): boolean {
    if (this.open.length > 0 || this.next === undefined) return false;
    return structure.test(piece) || piece.startsWith('"') || !/[,:\]}]/u.test(this.text[this.at] ?? "");
  }

  /** Reads on, and forgets the lines that are done with. */
  private extend(): boolean {
    const added = this.more();
    if (added === undefined) return false;
    const done = this.text.lastIndexOf("\n", this.at - 1) + 1;
    if (this.at > 0) {
      this.before += this.count(done);
      this.text = this.text.slice(done);
      this.at -= done;
    }
    this.text += added;
    return true;
  }

  private take(): Json {
    const value = this.next ?? null;
    this.next = undefined;
    return value;
  }

  private end(): Json | undefined {
    this.at = this.text.length;
    if (this.next !== undefined && this.open.length === 0) return this.take();
    if (this.open.length > 0) this.fault("Unfinished JSON term at EOF");
    return undefined;
  }

  private count(until: number): number {
    let lines = 0;
    for (let at = this.text.indexOf("\n"); at !== -1 && at < until; at = this.text.indexOf("\n", at + 1)) lines++;
    return lines;
  }

  private fault(reason: string, until = this.at): never {
    const before = this.text.slice(0, until);
    const column = Buffer.byteLength(before.slice(before.lastIndexOf("\n") + 1));
    throw new JsonFault(`${reason} at line ${this.before + this.count(until) + 1}, column ${column}`);
  }

  private value(piece: string, closed: string | undefined): void {
    if (piece.startsWith('"')) {
      if (closed !== '"') {
        this.at = this.text.length;
        this.fault("Unfinished string at EOF");
      }
      const inner = piece.slice(1, -1);
      if (controls.test(inner))
        this.fault("Invalid string: control characters from U+0000 through U+001F must be escaped");
      this.put(this.unquoted(inner));
      return;
    }
    const isLast = this.at >= this.text.length;
    // The fault is seen at the sign behind the word.
    const seen = isLast ? this.at : this.at + 1;
    if (Object.hasOwn(words, piece)) this.put(words[piece] ?? null, seen);
    else if (number.test(piece)) this.put(Number(piece), seen);
    else if (special.test(piece)) this.put(specialNumber(piece), seen);
    else
      this.fault(
        `Invalid ${/^(?:tr|fa|nul|nan)/u.test(piece) ? "literal" : "numeric literal"}${isLast ? " at EOF" : ""}`,
        seen,
      );
  }

  private put(value: Json, seen = this.at): void {
    if (this.next !== undefined) this.fault("Expected separator between values", seen);
    this.next = value;
  }

  private unquoted(inner: string): string {
    if (!inner.includes("\\")) return inner.toWellFormed();
    const read = inner.replace(/\\(u[\da-fA-F]{4}|[^])/gu, (_, escape: string) => {
      if (escape.length === 5) return String.fromCharCode(Number.parseInt(escape.slice(1), 16));
      return escapes[escape] ?? this.fault(`Invalid escape`);
    });
    return read.toWellFormed();
  }

  private token(sign: string): void {
    const top = this.open.at(-1);
    if (sign === "[" || sign === "{") {
      if (this.next !== undefined) this.fault("Expected separator between values");
      if (this.open.length >= deepest) this.fault("Exceeds depth limit for parsing");
      this.open.push({ items: sign === "[" ? [] : new Map() });
    } else if (sign === ":") this.colon(top);
    else if (sign === ",") this.comma(top);
    else if (sign === "]") this.closeArray(top);
    else this.closeObject(top);
  }

  private colon(top: Open | undefined): void {
    if (this.next === undefined) this.fault("Expected string key before ':'");
    if (top === undefined || isArray(top.items) || top.key !== undefined) this.fault("':' not as part of an object");
    const key = this.take();
    if (typeof key !== "string") this.fault("Object keys must be strings");
    else if (top !== undefined) top.key = key;
  }

  private comma(top: Open | undefined): void {
    if (this.next === undefined || top === undefined) this.fault("Expected value before ','");
    else this.append(top);
  }

  private append(top: Open): void {
    if (Array.isArray(top.items)) top.items.push(this.take());
    else if (top.key === undefined) this.fault("Objects must consist of key:value pairs");
    else {
      top.items.set(top.key, this.take());
      delete top.key;
    }
  }

  private closeArray(top: Open | undefined): void {
    if (top === undefined || !Array.isArray(top.items)) this.fault("Unmatched ']'");
    else {
      if (this.next !== undefined) top.items.push(this.take());
      else if (top.items.length > 0) this.fault("Expected another array element");
      this.open.pop();
      this.next = top.items;
    }
  }

  private closeObject(top: Open | undefined): void {
    if (top === undefined || Array.isArray(top.items)) this.fault("Unmatched '}'");
    else {
      if (this.next !== undefined) this.append(top);
      else if (top.items.size > 0 || top.key !== undefined)
        this.fault(
          top.key === undefined ? "Expected another key-value pair" : "Objects must consist of key:value pairs",
        );
      this.open.pop();
      this.next = top.items;
    }
  }
}

/** The one value of a text, as `fromjson` reads it. */
export function readJson(text: string): Json {
  try {
    const given = [text];
    const reader = new JsonReader(() => given.shift());
    const value = reader.read();
    if (value === undefined) throw new JqError(`Expected JSON value (while parsing '${text}')`);
    if (reader.read() !== undefined) throw new JsonFault("Unexpected extra JSON values");
    return value;
  } catch (error) {
    if (!(error instanceof JsonFault)) throw error;
    throw new JqError(`${error.message} (while parsing '${text}')`);
  }
}
