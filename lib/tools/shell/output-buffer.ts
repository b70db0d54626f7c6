const escape = String.fromCodePoint(27);
const bell = String.fromCodePoint(7);
const sequence = String.raw`(?:\[[0-?]*[ -/]*[@-~]|\][^${bell}${escape}]*(?:${bell}|${escape}\\)|[@-Z\\-_])`;
const escapes = new RegExp(`${escape}${sequence}`, "g");

/** Without colours and cursor movements; what a carriage return overwrote is gone. */
export function plainText(text: string): string {
  const clean = text.replace(escapes, "").replace(/\r\n/g, "\n");
  return clean.includes("\r")
    ? clean
        .split("\n")
        .map((line) => line.slice(line.lastIndexOf("\r") + 1))
        .join("\n")
    : clean;
}

/** Keeps the beginning and the end of output of any length. */
export class OutputBuffer {
  private head = "";
  private tail = "";
  private lost = 0;
  constructor(private readonly half = 100_000) {}

  add(text: string) {
    const room = this.half - this.head.length;
    this.head += text.slice(0, Math.max(0, room));
    this.tail += room > 0 ? text.slice(room) : text;
    const over = this.tail.length - this.half;
    if (over <= 0) return;
    this.tail = this.tail.slice(over);
    this.lost += over;
  }

  text(): string {
    return this.lost === 0
      ? this.head + this.tail
      : `${this.head}\n[… ${this.lost} characters left out …]\n${this.tail}`;
  }
}
