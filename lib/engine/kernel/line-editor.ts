import { noBytes } from "./inode";

export interface Edited {
  /** What to show: the key itself, or control text. */
  readonly echo: "key" | "" | (string & {});
  /** A line that is complete, or what there is when ^D was typed: empty means the end of input. */
  readonly line: Uint8Array | undefined;
}

const nothing: Edited = { echo: "", line: undefined };
const eraseOne = "\b \b";

/** The editing that a terminal in canonical mode does itself: ^H ^W ^U ^V ^R ^D. */
export class LineEditor {
  #bytes: number[] = [];
  /** The next key is taken as it is. */
  literal = false;

  take(): Uint8Array {
    const line = Uint8Array.from(this.#bytes);
    this.#bytes = [];
    this.literal = false;
    return line;
  }

  key(byte: number): Edited {
    if (this.literal) {
      this.literal = false;
      return this.#add(byte);
    }
    switch (byte) {
      case 4:
        return { echo: "", line: this.#bytes.length === 0 ? noBytes : this.take() };
      case 8:
      case 127:
        return { echo: this.#erase(), line: undefined };
      case 10:
        this.#bytes.push(byte);
        return { echo: "key", line: this.take() };
      case 18:
        return { echo: `^R\r\n${new TextDecoder().decode(Uint8Array.from(this.#bytes))}`, line: undefined };
      case 21:
        return { echo: this.#eraseWhile(() => true), line: undefined };
      case 22:
        this.literal = true;
        return nothing;
      case 23:
        return { echo: this.#eraseWord(), line: undefined };
      default:
        return this.#add(byte);
    }
  }

  #add(byte: number): Edited {
    this.#bytes.push(byte);
    return { echo: "key", line: undefined };
  }

  /** Takes the last character away, all bytes of it. */
  #erase(): string {
    let byte = this.#bytes.pop();
    if (byte === undefined) return "";
    let size = 1;
    for (; (byte & 0xc0) === 0x80 && this.#bytes.length > 0; size++) byte = this.#bytes.pop() ?? 0;
    // Control keys were shown as two columns; so are most characters of three bytes and more in UTF-8.
    const wide = size === 1 ? byte < 32 && byte !== 9 : size > 2;
    return wide ? eraseOne + eraseOne : eraseOne;
  }

  #eraseWhile(wanted: (byte: number) => boolean): string {
    let shown = "";
    for (let last = this.#bytes.at(-1); last !== undefined && wanted(last); last = this.#bytes.at(-1))
      shown += this.#erase();
    return shown;
  }

  #eraseWord(): string {
    const blanks = this.#eraseWhile((byte) => byte === 32 || byte === 9);
    return blanks + this.#eraseWhile((byte) => byte !== 32 && byte !== 9);
  }
}
