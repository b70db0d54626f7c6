export interface LenientValue {
  readonly value: unknown;
  /** Where the value ended in the text. */
  readonly end: number;
  /** False when the text stopped before the value did: what was open has been closed. */
  readonly complete: boolean;
}

/**
 * Reads the JSON that a small model meant: other quotes, bare keys, trailing and missing commas, comments, Python's
 * constants, line breaks and quotes inside of strings, an end that never came. Valid JSON reads as itself.
 */
export function parseLenientJson(text: string, from = 0): LenientValue | undefined {
  const reader = new LenientReader(text, from);
  const value = reader.value();
  return value === undefined ? undefined : { value: value.of, end: reader.at, complete: reader.complete };
}

const closing: Readonly<Record<string, string>> = { '"': '"', "'": "'", "`": "`", "“": "”", "‘": "’" };
const constants: Readonly<Record<string, unknown>> = {
  true: true,
  True: true,
  false: false,
  False: false,
  null: null,
  None: null,
  undefined: null,
  NaN: null,
};
const escapes: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", b: "\b", f: "\f" };

/** Deep enough for any input of a tool, and shallow enough for the stack. */
const deepest = 200;

class LenientReader {
  complete = true;
  private depth = 0;

  constructor(
    private readonly text: string,
    public at: number,
  ) {}

  /** Boxed, so that a `null` that was written differs from nothing. */
  value(): { readonly of: unknown } | undefined {
    this.skipBlank();
    const letter = this.text[this.at];
    if (letter === undefined || this.depth >= deepest) return undefined;
    if (letter === "{") return { of: this.object() };
    if (letter === "[") return { of: this.array() };
    if (Object.hasOwn(closing, letter)) return { of: this.string() };
    return this.bare();
  }

  private object(): Record<string, unknown> {
    const fields: [string, unknown][] = [];
    this.within("}", () => {
      const key = this.key();
      if (key === undefined) return false;
      this.skipBlank();
      if (this.text[this.at] === ":" || this.text[this.at] === "=") this.at += 1;
      const value = this.value();
      if (value) fields.push([key, value.of]);
      return value !== undefined;
    });
    return Object.fromEntries(fields);
  }

  private array(): unknown[] {
    const items: unknown[] = [];
    this.within("]", () => {
      const value = this.value();
      if (value) items.push(value.of);
      return value !== undefined;
    });
    return items;
  }

  /** Reads members until `end`; what can't be read ends the structure where it stands. */
  private within(end: string, member: () => boolean): void {
    this.at += 1;
    this.depth += 1;
    for (;;) {
      this.skipBlank();
      while (this.text[this.at] === ",") {
        this.at += 1;
        this.skipBlank();
      }
      const letter = this.text[this.at];
      if (letter === undefined) this.complete = false;
      if (letter === end) this.at += 1;
      if (letter === undefined || letter === end || !member()) break;
    }
    this.depth -= 1;
  }

  private key(): string | undefined {
    const letter = this.text[this.at] ?? "";
    if (Object.hasOwn(closing, letter)) return this.string();
    const name = /^[\w$.-]+/.exec(this.text.slice(this.at, this.at + 200))?.[0];
    if (name === undefined) return undefined;
    this.at += name.length;
    return name;
  }

  private string(): string {
    const open = this.text[this.at] ?? "";
    const tripled = this.text.startsWith(open.repeat(3), this.at) && open === '"';
    const end = tripled ? '"""' : (closing[open] ?? open);
    this.at += end.length;
    let value = "";
    for (;;) {
      const letter = this.text[this.at];
      if (letter === undefined) {
        this.complete = false;
        return value;
      }
      if (letter === "\\") value += this.escape();
      else if (this.text.startsWith(end, this.at) && (tripled || this.closes(end))) break;
      else {
        value += letter;
        this.at += 1;
      }
    }
    this.at += end.length;
    return value;
  }

  /** A quote ends a string only where JSON could go on; another one is a quote that was not escaped. */
  private closes(end: string): boolean {
    const rest = this.text.slice(this.at + end.length, this.at + end.length + 80);
    return (
      /^\s*(?:$|[}\]:)=<|`])/.test(rest) ||
      /^\s*,\s*(?:$|["'`“‘[{}\]\d\w/-])/.test(rest) ||
      /^\s+["'][\w-]+["']\s*:|^\s*\n\s*\w+\s*:/.test(rest)
    );
  }

  private escape(): string {
    const letter = this.text[this.at + 1];
    const code = /^u([\da-fA-F]{4})/.exec(this.text.slice(this.at + 1, this.at + 6))?.[1];
    if (code !== undefined) {
      this.at += 6;
      return String.fromCharCode(Number.parseInt(code, 16));
    }
    this.at += letter === undefined ? 1 : 2;
    if (letter === undefined) return "";
    if (letter in escapes) return escapes[letter] ?? "";
    return /["'\\/`\n]/.test(letter) ? letter : `\\${letter}`;
  }

  private bare(): { readonly of: unknown } | undefined {
    const word = /^[+-]?[\w.]+(?:[eE][+-]\d+)?/.exec(this.text.slice(this.at, this.at + 200))?.[0];
    if (word === undefined) return undefined;
    const number = Number(word);
    const known = Object.hasOwn(constants, word);
    if (!known && Number.isNaN(number) && !/^[A-Za-z_][\w.]*$/.test(word)) return undefined;
    this.at += word.length;
    if (known) return { of: constants[word] };
    return { of: Number.isNaN(number) ? word : number };
  }

  private skipBlank(): void {
    const blank = /(?:\s+|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|#[^\n]*)*/y;
    blank.lastIndex = this.at;
    this.at += blank.exec(this.text)?.[0].length ?? 0;
  }
}
