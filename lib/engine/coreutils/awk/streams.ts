import { spawnSync } from "node:child_process";
import fs from "node:fs";
import { bytesOf, textOf } from "../lines/bytes-text";

/** Ends a line: a text, an expression, or (`null`) an empty line between paragraphs. */
export type Separator = string | RegExp | null;

const paragraph = /\n\n+/u;

/** Writes all of it, though a pipe may take a part at a time. */
export function writeAll(descriptor: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length;) {
    try {
      at += fs.writeSync(descriptor, bytes.subarray(at));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EAGAIN") throw error;
    }
  }
}

export interface Sink {
  readonly write: (text: string) => void;
  readonly flush: () => void;
  /** The status of the program behind it. */
  readonly close: () => number;
}

const most = 65_536;

/** Into a file that is open. */
export function fileSink(descriptor: number): Sink {
  let waiting = "";
  const flush = (): void => {
    const text = waiting;
    waiting = "";
    if (text !== "") writeAll(descriptor, bytesOf(text));
  };
  return {
    write: (text) => {
      waiting += text;
      if (waiting.length > most || descriptor === 2) flush();
    },
    flush,
    close: () => {
      flush();
      if (descriptor > 2) fs.closeSync(descriptor);
      return 0;
    },
  };
}

/** Into a program, which runs when all is there. */
export function commandSink(command: string, before: () => void): Sink {
  const pieces: string[] = [];
  return {
    write: (text) => void pieces.push(text),
    flush: () => undefined,
    close: () => {
      before();
      const { status } = spawnSync("sh", ["-c", command], {
        input: bytesOf(pieces.join("")),
        stdio: ["pipe", "inherit", "inherit"],
      });
      return status ?? 1;
    },
  };
}

/** Gives records one after another, reading no more than it must. */
export class RecordSource {
  private rest = "";
  private bytes: Uint8Array = new Uint8Array();
  private isOver = false;
  status = 0;
  /** What ended the last record. */
  ending = "";

  constructor(
    private readonly descriptor: number | undefined,
    text = "",
  ) {
    this.rest = text;
    this.isOver = descriptor === undefined;
  }

  private fill(): boolean {
    if (this.isOver || this.descriptor === undefined) return false;
    const piece = Buffer.alloc(most);
    const count = readSome(this.descriptor, piece);
    if (count === 0) {
      this.isOver = true;
      this.rest += textOf(this.bytes);
      this.bytes = new Uint8Array();
      return true;
    }
    const all = Buffer.concat([this.bytes, piece.subarray(0, count)]);
    // A sign may be cut in two: what is behind the last line's end waits.
    const end = all.lastIndexOf(10) + 1;
    this.rest += textOf(all.subarray(0, end));
    this.bytes = all.subarray(end);
    return true;
  }

  next(separator: Separator): string | undefined {
    if (separator === null) return this.paragraph();
    for (let from = 0; ;) {
      const found = typeof separator === "string" ? this.plain(separator, from) : this.matched(separator);
      if (found !== undefined) return this.cut(found[0], found[1]);
      from = typeof separator === "string" ? Math.max(0, this.rest.length - separator.length) : 0;
      if (this.fill()) continue;
      if (this.rest === "") return undefined;
      // The end of the last line is no part of a record that another sign ends.
      return this.cut(this.rest.length, this.rest.length);
    }
  }

  private plain(separator: string, from: number): readonly [number, number] | undefined {
    const at = this.rest.indexOf(separator, from);
    return at === -1 ? undefined : [at, at + separator.length];
  }

  private matched(separator: RegExp): readonly [number, number] | undefined {
    separator.lastIndex = 0;
    const found = separator.exec(this.rest);
    if (found === null || found[0] === "") return undefined;
    const end = found.index + found[0].length;
    return end === this.rest.length && !this.isOver ? undefined : [found.index, end];
  }

  private paragraph(): string | undefined {
    while (this.fill());
    this.rest = this.rest.replace(/^\n+/u, "");
    if (this.rest === "") return undefined;
    const found = paragraph.exec(this.rest);
    if (found) return this.cut(found.index, found.index + found[0].length);
    return this.cut(this.rest.replace(/\n$/u, "").length, this.rest.length);
  }

  private cut(end: number, next: number): string {
    const record = this.rest.slice(0, end);
    this.ending = this.rest.slice(end, next);
    this.rest = this.rest.slice(next);
    return record;
  }

  close(): number {
    if (this.descriptor !== undefined && this.descriptor > 2) fs.closeSync(this.descriptor);
    return this.status;
  }
}

function readSome(descriptor: number, into: Uint8Array): number {
  for (;;) {
    try {
      return fs.readSync(descriptor, into, 0, into.length, null);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === "EOF") return 0;
      if (code !== "EAGAIN") throw error;
    }
  }
}

/** What a program says, as records. */
export function commandSource(command: string): RecordSource {
  const { stdout, status } = spawnSync("sh", ["-c", command], { stdio: ["inherit", "pipe", "inherit"] });
  const source = new RecordSource(undefined, textOf(stdout));
  source.status = status ?? 1;
  return source;
}

/** Undefined where the file can't be read. */
export function fileSource(name: string): RecordSource | undefined {
  try {
    if (name === "-" || name === "/dev/stdin") return new RecordSource(0);
    if (fs.statSync(name).isDirectory()) return undefined;
    return new RecordSource(fs.openSync(name, "r"));
  } catch {
    return undefined;
  }
}
