import type { ChatTool } from "../chat-engine";
import { createBalance, type Balance } from "./balance";
import { openersFor, type Opener } from "./openers";
import { createInputStream, type InputStream } from "./input-stream";
import { readWrittenCalls } from "./written-calls";

export type ReadEvent =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "call-started"; readonly index: number; readonly name: string }
  | { readonly type: "call-input"; readonly index: number; readonly text: string }
  | { readonly type: "call-ended"; readonly index: number; readonly name: string; readonly input: string };

/**
 * Tells prose from calls in an answer that arrives in pieces. Prose comes out as soon as it can't be the beginning of
 * a call any more; a call never comes out as prose. The input of a well-formed call is passed on while it is written.
 */
export interface CallReader {
  readonly push: (text: string) => ReadEvent[];
  readonly end: () => ReadEvent[];
  /** How many calls have ended so far. */
  readonly calls: () => number;
}

export function createCallReader(tools: readonly ChatTool[]): CallReader {
  const state = new ReaderState(tools);
  return {
    push: (text) => state.push(text, false),
    end: () => state.push("", true),
    calls: () => state.ended,
  };
}

interface Held {
  readonly opener: Opener;
  readonly balance: Balance | undefined;
  readonly input: InputStream | undefined;
  admitted: boolean;
  /** How much of the buffer the balance and the stream of the input have seen. */
  seen: number;
}

class ReaderState {
  ended = 0;
  private started = 0;
  private buffer = "";
  private lineStart = true;
  private held: Held | undefined;
  /** Inside of a fence that can't hold a call: everything is prose until it closes. */
  private fenced = false;
  private events: ReadEvent[] = [];
  private readonly openers: readonly Opener[];

  constructor(private readonly tools: readonly ChatTool[]) {
    this.openers = openersFor(tools.map((tool) => tool.name));
  }

  push(text: string, last: boolean): ReadEvent[] {
    this.events = [];
    this.buffer += text;
    while (this.step(last)) continue;
    return this.events;
  }

  /** Does one thing with the buffer; false when more text is needed first. */
  private step(last: boolean): boolean {
    if (this.held) return this.stepHeld(this.held, last);
    if (this.fenced) return this.stepFence(last);
    return this.stepProse(last);
  }

  private stepProse(last: boolean): boolean {
    for (let at = 0; at < this.buffer.length; at += 1) {
      const opener = this.openerAt(at, last);
      if (opener === "perhaps") {
        this.emitText(at);
        return false;
      }
      if (opener) {
        this.emitText(at);
        this.hold(opener);
        return true;
      }
    }
    this.emitText(this.buffer.length);
    return false;
  }

  /** The longest opener decides, so a shorter one waits while a longer one may still come. */
  private openerAt(at: number, last: boolean): Opener | "perhaps" | undefined {
    if (!/[<[`{A-Z]/i.test(this.buffer.charAt(at))) return undefined;
    const rest = this.buffer.slice(at, at + 40);
    const onLineStart = this.isLineStart(at);
    const possible = this.openers.filter(({ lineStart }) => onLineStart || !lineStart);
    if (!last && possible.some(({ open }) => rest.length < open.length && open.startsWith(rest))) return "perhaps";
    return possible.find(({ open }) => rest.startsWith(open));
  }

  private isLineStart(at: number): boolean {
    const before = this.buffer.slice(0, at);
    const line = before.lastIndexOf("\n");
    return before.slice(line + 1).trim() === "" && (line >= 0 || this.lineStart);
  }

  private hold(opener: Opener): void {
    this.held = {
      opener,
      balance: opener.balanced ? createBalance() : undefined,
      input: opener.open === "<tool_call" ? createInputStream() : undefined,
      admitted: opener.admits === undefined,
      seen: 0,
    };
  }

  private stepHeld(held: Held, last: boolean): boolean {
    if (!held.admitted) {
      const admits = held.opener.admits?.(this.buffer);
      if (admits === undefined && !last) return false;
      if (!admits) return this.release(held);
      held.admitted = true;
    }
    const fresh = this.buffer.slice(held.seen);
    this.streamInput(held, fresh);
    const end = this.endOf(held, fresh);
    held.seen = this.buffer.length;
    if (end === undefined && !last) return false;
    this.finish(held, end ?? this.buffer.length);
    return this.buffer.length > 0;
  }

  private streamInput(held: Held, fresh: string): void {
    const index = this.started;
    for (const event of held.input?.push(fresh) ?? []) {
      if (event.type === "named") this.events.push({ type: "call-started", index, name: this.resolve(event.name) });
      else this.events.push({ type: "call-input", index, text: event.text });
    }
  }

  private resolve(name: string): string {
    return readWrittenCalls(JSON.stringify({ name, arguments: {} }), this.tools, true)[0]?.name ?? name;
  }

  private endOf(held: Held, fresh: string): number | undefined {
    if (held.balance) {
      const used = held.balance.push(fresh);
      return used === undefined ? undefined : held.seen + used;
    }
    const from = Math.max(held.opener.open.length, held.seen - 40);
    const ends = held.opener.close
      .map((close) => ({ at: this.buffer.indexOf(close, from), length: close.length }))
      .filter(({ at }) => at >= 0)
      .map(({ at, length }) => at + length);
    return ends.length > 0 ? Math.min(...ends) : undefined;
  }

  private finish(held: Held, end: number): void {
    const block = this.buffer.slice(0, end);
    const calls = readWrittenCalls(block, this.tools, held.opener.announced);
    this.held = undefined;
    const streamed = held.input?.name();
    if (calls.length === 0 && streamed === undefined) {
      this.emitText(end);
      return;
    }
    this.buffer = this.buffer.slice(end);
    if (streamed !== undefined)
      this.endStreamed(held.input?.text() ?? "", calls.shift() ?? { name: streamed, input: {} });
    for (const call of calls) this.emitCall(call.name, JSON.stringify(call.input));
  }

  /** The input as it was written if that is valid JSON, so that it equals the pieces that were passed on. */
  private endStreamed(written: string, call: { readonly name: string; readonly input: unknown }): void {
    const own = JSON.stringify(call.input);
    this.events.push({
      type: "call-ended",
      index: this.started,
      name: call.name,
      input: sameJson(written, own) ? written : own,
    });
    this.started += 1;
    this.ended += 1;
  }

  private emitCall(name: string, input: string): void {
    const index = this.started;
    this.events.push(
      { type: "call-started", index, name },
      { type: "call-input", index, text: input },
      { type: "call-ended", index, name, input },
    );
    this.started += 1;
    this.ended += 1;
  }

  /** What looked like a call is prose, and if it was a fence, all that is in it. */
  private release(held: Held): boolean {
    this.held = undefined;
    this.fenced = held.opener.open === "```";
    this.emitText(held.opener.open.length);
    return true;
  }

  private stepFence(last: boolean): boolean {
    const close = this.buffer.indexOf("\n```");
    if (close >= 0) {
      this.fenced = false;
      this.emitText(close + 4);
      return true;
    }
    this.emitText(last ? this.buffer.length : Math.max(0, this.buffer.length - 3));
    return false;
  }

  private emitText(length: number): void {
    if (length === 0) return;
    const text = this.buffer.slice(0, length);
    this.lineStart = this.isLineStart(length);
    this.buffer = this.buffer.slice(length);
    this.events.push({ type: "text", text });
  }
}

function sameJson(left: string, right: string): boolean {
  try {
    return JSON.stringify(JSON.parse(left)) === right;
  } catch {
    return false;
  }
}
