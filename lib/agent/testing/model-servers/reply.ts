/** What a scripted server says to one request, in no provider's words. */
export type Reply =
  | {
      readonly type: "answer";
      readonly said: readonly Said[];
      readonly usage?: ReplyUsage;
      /** Breaks the connection after so many events. */
      readonly cutAfter?: number;
      /** An error event takes the place of what comes after so many events. */
      readonly failAfter?: number;
      readonly finish?: "length" | "refused";
    }
  | {
      readonly type: "error";
      readonly status: number;
      readonly message: string;
      readonly kind?: string;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** Closes the connection without a word. */
  | { readonly type: "hang-up" };

export type Said =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "reasoning"; readonly text: string }
  /** `raw` is sent as it is, to be broken on purpose. */
  | { readonly type: "call"; readonly name: string; readonly input: unknown; readonly raw?: string }
  | { readonly type: "pause"; readonly milliseconds: number };

export interface ReplyUsage {
  /** All of the prompt, cached tokens included. */
  readonly input: number;
  readonly output: number;
  readonly cacheRead?: number;
  readonly cacheWrite?: number;
}

/** One server-sent event, or a pause before the next. */
export type WireEvent =
  | { readonly type: "event"; readonly name?: string; readonly data: unknown }
  | { readonly type: "pause"; readonly milliseconds: number };

/** A provider's wire format: how an answer becomes events, and how an error looks. */
export interface WireFormat {
  readonly path: RegExp;
  readonly answer: (reply: Extract<Reply, { type: "answer" }>, id: string) => readonly WireEvent[];
  /** The same answer to a request that didn't ask for a stream, where the format knows one. */
  readonly whole?: (reply: Extract<Reply, { type: "answer" }>, id: string) => unknown;
  readonly error: (message: string, kind: string) => unknown;
  /** An error in the middle of a stream. */
  readonly streamError: (message: string) => WireEvent;
}

export const usageOf = ({ usage }: Extract<Reply, { type: "answer" }>): Required<ReplyUsage> => ({
  cacheRead: 0,
  cacheWrite: 0,
  input: 100,
  output: 10,
  ...usage,
});

/** Pieces of a few characters, cut without regard to words or JSON. */
export function pieces(text: string, size = 7): readonly string[] {
  return text.match(new RegExp(`[\\s\\S]{1,${size}}`, "g")) ?? [];
}
