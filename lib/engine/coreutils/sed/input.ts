import { readLines, type Line } from "../lines/read-lines";
import type { SedOutput } from "./output";

/** The lines of all files one after another, with a look at whether one follows. */
export class SedInput {
  number = 0;
  name = "-";
  private waiting: { readonly line: Line; readonly name: string }[] = [];
  private from = 0;
  private source: AsyncIterator<readonly Line[]> | undefined;
  private sourceName = "-";

  constructor(
    private readonly files: readonly string[],
    private readonly end: string,
    private readonly failed: (file: string, error: unknown) => void,
    private place = 0,
  ) {}

  private async fill(): Promise<boolean> {
    while (this.from >= this.waiting.length) {
      if (this.source === undefined) {
        const file = this.files[this.place++];
        if (file === undefined) return false;
        this.source = readLines(file, this.end)[Symbol.asyncIterator]();
        this.sourceName = file;
      }
      try {
        const { done, value } = await this.source.next();
        if (done === true) this.source = undefined;
        else {
          this.waiting = value.map((line) => ({ line, name: this.sourceName }));
          this.from = 0;
        }
      } catch (error) {
        this.failed(this.sourceName, error);
        this.source = undefined;
      }
    }
    return true;
  }

  async next(): Promise<Line | undefined> {
    if (this.from >= this.waiting.length && !(await this.fill())) return undefined;
    const one = this.waiting[this.from++];
    if (one === undefined) return undefined;
    this.number += 1;
    this.name = one.name;
    return one.line;
  }

  async isLast(): Promise<boolean> {
    return this.from >= this.waiting.length && !(await this.fill());
  }

  /** Copies what is left, as `q` in place does. */
  async rest(output: SedOutput): Promise<void> {
    for (let line = await this.next(); line !== undefined; line = await this.next())
      output.line(line.text, line.isEnded);
  }
}
