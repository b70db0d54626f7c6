/** What is wrong with a glob, in the words of Rust's `globset`. */
export class GlobError extends Error {}

const quoted = (sign: string): string => sign.replace(/[\\^$.*+?()[\]{}|/]/u, String.raw`\$&`);

/** A bracket's signs as a class, and where it ends. */
function classAt(glob: string, start: number): { readonly text: string; readonly next: number } {
  const isNegated = /[!^]/u.test(glob[start + 1] ?? "");
  let at = start + (isNegated ? 2 : 1);
  let inner = "";
  for (let isFirst = true; isFirst || glob[at] !== "]"; isFirst = false) {
    const sign = glob[at];
    if (sign === undefined) throw new GlobError("unclosed character class; missing ']'");
    const isRange = sign === "-" && !isFirst && glob[at + 1] !== "]";
    inner += isRange ? "-" : sign.replace(/[\\^[\]-]/u, String.raw`\$&`);
    at += 1;
  }
  return { text: `(?!/)[${isNegated ? "^" : ""}${inner}]`, next: at + 1 };
}

class Translation {
  private at = 0;
  private depth = 0;
  private text = "";

  constructor(private readonly glob: string) {}

  run(): string {
    while (this.at < this.glob.length) this.step();
    if (this.depth > 0) throw new GlobError("unclosed alternate group; missing '}' (maybe escape '{' with '[{]'?)");
    return this.text;
  }

  private step(): void {
    const sign = this.glob[this.at] ?? "";
    if (sign === "[") {
      const { text, next } = classAt(this.glob, this.at);
      this.text += text;
      this.at = next;
      return;
    }
    if (sign === "*") return this.stars();
    this.at += 1;
    this.text += this.single(sign);
  }

  private single(sign: string): string {
    if (sign === "?") return "[^/]";
    if (sign === "{") {
      this.depth += 1;
      return "(?:";
    }
    if (sign === "}" && this.depth > 0) {
      this.depth -= 1;
      return ")";
    }
    if (sign === "," && this.depth > 0) return "|";
    if (sign !== "\\") return quoted(sign);
    const next = this.glob[this.at++];
    if (next === undefined) throw new GlobError("dangling '\\'");
    return quoted(next);
  }

  /** Two stars are any folders where they stand between slashes. */
  private stars(): void {
    const isStart = this.at === 0 || this.glob[this.at - 1] === "/";
    if (this.glob[this.at + 1] !== "*") {
      this.at += 1;
      this.text += "[^/]*";
      return;
    }
    const behind = this.glob[this.at + 2];
    this.at += 2;
    if (isStart && behind === "/") {
      this.at += 1;
      this.text += "(?:[^]*/)?";
    } else if (isStart && behind === undefined) this.text += "[^]*";
    else this.text += "[^/]*";
  }
}

/** A glob for a whole path, in which `*` stops at a slash. */
export const pathGlob = (glob: string, ignoreCase = false): RegExp =>
  new RegExp(`^(?:${new Translation(glob).run()})$`, ignoreCase ? "iu" : "u");
