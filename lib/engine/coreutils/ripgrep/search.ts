import { bytesOf } from "../lines/bytes-text";
import type { Fit, Matcher } from "./matcher";
import type { Settings } from "./settings";

/** Lines that belong together: one, or all that a fit reaches over. */
export interface Block {
  /** The lines with their ends. */
  readonly text: string;
  /** The number of the first line. */
  readonly number: number;
  /** How many bytes stand before it. */
  readonly offset: number;
  readonly fits: readonly Fit[];
}

/** What hears of the lines that are found, and of those around them. */
export interface Sink {
  readonly match: (block: Block) => void;
  readonly context: (block: Block) => void;
  /** Lines were left out. */
  readonly gap: () => void;
}

export interface Totals {
  /** How often something was found: a line, or lines that a fit reaches over. */
  blocks: number;
  lines: number;
  fits: number;
}

// eslint-disable-next-line no-control-regex -- all that takes one byte
const ascii = /^[\u0000-\u007f]*$/u;
export const byteLength = (text: string): number => (ascii.test(text) ? text.length : bytesOf(text).length);

interface Span {
  readonly from: number;
  readonly to: number;
}

/** Searches a text that may come in pieces of whole lines. */
export class Search {
  readonly totals: Totals = { blocks: 0, lines: 0, fits: 0 };
  private text = "";
  /** Where the search goes on, and up to where lines were shown. */
  private at = 0;
  private shownTo = 0;
  private afterLeft = 0;
  private hasShown = false;
  /** A place whose line and byte are known. */
  private known = { at: 0, number: 1, offset: 0 };
  private isByLine: boolean;
  isOver = false;

  constructor(
    private readonly matcher: Matcher,
    private readonly settings: Settings,
    private readonly sink: Sink,
  ) {
    this.isByLine = settings.has("v");
    if (settings.has("passthru")) this.afterLeft = Number.POSITIVE_INFINITY;
  }

  /** Searches on in what is added. */
  take(text: string): void {
    this.forget();
    this.text += text;
    for (const span of this.spans()) {
      this.show(span);
      if (this.totals.blocks >= this.settings.most) break;
    }
    this.showAfter(this.text.length);
    this.at = this.text.length;
    this.isOver = this.totals.blocks >= this.settings.most && this.afterLeft === 0;
  }

  /** Keeps of what is done only the lines that may have to be shown before the next. */
  private forget(): void {
    const { before } = this.settings;
    let from = this.text.length;
    for (let left = Math.min(before, 1e9); left > 0 && from > this.shownTo; left--)
      from = this.text.lastIndexOf("\n", from - 2) + 1;
    from = Math.max(from, Math.min(this.shownTo, this.text.length));
    this.locate(from);
    this.text = this.text.slice(from);
    this.shownTo = Math.max(0, this.shownTo - from);
    this.isCut = this.isCut || from > this.shownTo;
    this.known = { ...this.known, at: 0 };
    this.at -= from;
  }

  private isCut = false;

  private *spans(): Iterable<Span> {
    if (this.totals.blocks >= this.settings.most) return;
    if (this.settings.has("U")) yield* this.settings.has("v") ? this.between(this.reaching()) : this.reaching();
    else yield* this.lines();
  }

  private lineEnd(at: number): number {
    const end = this.text.indexOf("\n", at);
    return end === -1 ? this.text.length : end;
  }

  /** The lines that fit. What isn't in the whole text is in no line of it. */
  private *lines(): Iterable<Span> {
    const isWanted = !this.settings.has("v");
    for (let at = this.at; at < this.text.length;) {
      if (!this.isByLine) {
        const fit = this.matcher.next(this.text, at);
        if (fit === undefined) return;
        at = this.text.lastIndexOf("\n", fit.from - 1) + 1;
        if (at >= this.text.length) return;
        // A fit that reaches over lines says nothing of one.
        if (fit.to > this.lineEnd(at)) this.isByLine = true;
        else {
          const to = Math.min(this.text.length, this.lineEnd(at) + 1);
          yield { from: at, to };
          at = to;
          continue;
        }
      }
      const end = this.lineEnd(at);
      const to = Math.min(this.text.length, end + 1);
      if ((this.matcher.next(this.text.slice(at, end), 0) !== undefined) === isWanted) yield { from: at, to };
      at = to;
    }
  }

  /** The lines that each fit reaches over; those that touch are one. */
  private *reaching(): Iterable<Span> {
    let open: Span | undefined;
    for (const fit of this.matcher.all(this.text)) {
      const from = this.text.lastIndexOf("\n", fit.from - 1) + 1;
      if (from >= this.text.length && this.text.length > 0) break;
      const last = fit.to > fit.from && this.text[fit.to - 1] === "\n" ? fit.to - 1 : fit.to;
      const to = Math.min(this.text.length, this.lineEnd(last) + 1);
      if (open && from <= open.to) open = { from: open.from, to: Math.max(open.to, to) };
      else {
        if (open) yield open;
        open = { from, to };
      }
    }
    if (open) yield open;
  }

  /** The lines that none reaches over, one by one. */
  private *between(spans: Iterable<Span>): Iterable<Span> {
    let at = 0;
    const single = function* (search: Search, until: number): Iterable<Span> {
      while (at < until) {
        const to = Math.min(search.text.length, search.lineEnd(at) + 1);
        yield { from: at, to };
        at = to;
      }
    };
    for (const { from, to } of spans) {
      yield* single(this, from);
      at = to;
    }
    yield* single(this, this.text.length);
  }

  private locate(at: number): void {
    let { number } = this.known;
    for (
      let end = this.text.indexOf("\n", this.known.at);
      end !== -1 && end < at;
      end = this.text.indexOf("\n", end + 1)
    )
      number += 1;
    this.known = { at, number, offset: this.known.offset + byteLength(this.text.slice(this.known.at, at)) };
  }

  private block({ from, to }: Span, fits: readonly Fit[]): Block {
    this.locate(from);
    return { text: this.text.slice(from, to), number: this.known.number, offset: this.known.offset, fits };
  }

  private show(span: Span): void {
    const { before, after, has } = this.settings;
    this.showAfter(span.from);
    let from = span.from;
    for (let left = Math.min(before, 1e9); left > 0 && from > this.shownTo; left--)
      from = this.text.lastIndexOf("\n", from - 2) + 1;
    from = Math.max(from, this.shownTo);
    if ((before > 0 || after > 0) && this.hasShown && (from > this.shownTo || this.isCut)) this.sink.gap();
    this.showLines(from, span.from);
    const whole = this.text.slice(span.from, span.to);
    const fits = has("v") ? [] : this.matcher.all(has("U") ? whole : whole.replace(/\n$/u, ""));
    this.totals.blocks += 1;
    this.totals.lines += has("U") ? Math.max(1, whole.replace(/\n$/u, "").split("\n").length) : 1;
    this.totals.fits += fits.length;
    this.sink.match(this.block(span, fits));
    this.shownTo = span.to;
    this.hasShown = true;
    this.isCut = false;
    this.afterLeft = after;
  }

  private showAfter(until: number): void {
    let to = this.shownTo;
    for (; this.afterLeft > 0 && to < until; this.afterLeft--) to = Math.min(until, this.lineEnd(to) + 1);
    this.showLines(this.shownTo, to);
    this.shownTo = Math.max(this.shownTo, to);
  }

  private showLines(from: number, until: number): void {
    for (let at = from; at < until;) {
      const to = Math.min(until, this.lineEnd(at) + 1);
      this.sink.context(this.block({ from: at, to }, []));
      this.hasShown = true;
      at = to;
    }
  }
}
