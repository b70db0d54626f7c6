import { bytesOf } from "../lines/bytes-text";
import { byteLength, type Block, type Sink, type Totals } from "./search";
import type { Settings } from "./settings";

const isText = (text: string): boolean => !/[\uDC80-\uDCFF]/u.test(text);

/** Bytes that are no text are told in base 64. */
const data = (text: string): Readonly<Record<string, string>> =>
  isText(text) ? { text } : { bytes: Buffer.from(bytesOf(text)).toString("base64") };

export interface Times {
  readonly seconds: number;
}

export function elapsed(seconds: number): Readonly<Record<string, number | string>> {
  const secs = Math.floor(seconds);
  return { secs, nanos: Math.round((seconds - secs) * 1e9), human: `${seconds.toFixed(6)}s` };
}

/** Writes what is found as lines of JSON. */
export class JsonReport {
  /** How many bytes were printed of what files hold. */
  printed = 0;

  constructor(
    private readonly settings: Settings,
    private readonly write: (text: string) => void,
  ) {}

  /** Answers how many bytes that was. */
  put(value: unknown): number {
    const text = `${JSON.stringify(value)}\n`;
    this.write(text);
    return byteLength(text);
  }

  file(name: string) {
    const path = data(name);
    let printed = 0;
    const lines = (type: string, block: Block): void => {
      if (printed === 0) printed += this.put({ type: "begin", data: { path } });
      printed += this.put({ type, data: this.dataOf(path, block) });
    };
    const sink: Sink = {
      match: (block) => {
        lines("match", block);
      },
      context: (block) => {
        lines("context", block);
      },
      gap: () => undefined,
    };
    const end = (totals: Totals, seconds: number, size: number, zeroAt: number | undefined): void => {
      if (printed === 0) return;
      this.printed += printed;
      const stats = {
        elapsed: elapsed(seconds),
        searches: 1,
        searches_with_match: totals.lines > 0 ? 1 : 0,
        bytes_searched: size,
        bytes_printed: printed,
        matched_lines: totals.lines,
        matches: totals.fits,
      };
      this.put({ type: "end", data: { path, binary_offset: zeroAt ?? null, stats } });
    };
    return { sink, end };
  }

  private dataOf(path: object, block: Block): object {
    const submatches = block.fits.map((fit) => ({
      match: data(block.text.slice(fit.from, fit.to)),
      start: byteLength(block.text.slice(0, fit.from)),
      end: byteLength(block.text.slice(0, fit.to)),
    }));
    const isNumbered = !this.settings.given.some(([key]) => key === "N");
    const number = isNumbered ? block.number : null;
    return { path, lines: data(block.text), line_number: number, absolute_offset: block.offset, submatches };
  }
}
