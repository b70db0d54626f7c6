import { Failure, messageOf } from "@/lib/base";

/** What a provider's failure means, and what to do about it. */
export type ModelFailure =
  | {
      readonly type: "retry";
      readonly why: string;
      /** Milliseconds that the provider asked for. */ readonly after?: number;
    }
  | { readonly type: "overflow" }
  | { readonly type: "key"; readonly message: string }
  | { readonly type: "credit"; readonly message: string }
  | { readonly type: "fatal"; readonly message: string };

interface Known {
  readonly status: number | undefined;
  readonly text: string;
  readonly headers: Readonly<Record<string, string>>;
}

const field = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;

const textOf = (value: unknown): readonly string[] => (typeof value === "string" ? [value] : []);

/** What an error and those that caused it say. An error event in the middle of a stream is a plain object or JSON text. */
function words(error: unknown, depth = 0): readonly string[] {
  if (typeof error === "string") return [error];
  const inner = field(error, "error");
  const own = ["message", "type", "code", "responseBody"].flatMap((name) => textOf(field(error, name)));
  const nested = ["message", "type", "code"].flatMap((name) => textOf(field(inner, name)));
  const cause = field(error, "cause");
  return [...own, ...nested, ...(cause === undefined || depth > 4 ? [] : words(cause, depth + 1))];
}

function read(error: unknown): Known {
  const status = field(error, "statusCode");
  const headers = field(error, "responseHeaders");
  return {
    status: typeof status === "number" ? status : undefined,
    text: words(error).join(" ") || messageOf(error),
    headers: typeof headers === "object" && headers !== null ? (headers as Record<string, string>) : {},
  };
}

const overflow =
  /context.?(?:length|window|size)|too many (?:input )?tokens|prompt is too long|maximum.{0,30}tokens|exceeds? the (?:available )?context|input is too long|reduce the length/i;
const busy =
  /overloaded|rate.?limit|too many requests|temporarily|try again|server_error|api_error|timeout|capacity|unavailable/i;
const network =
  /fetch failed|failed to fetch|network|ECONNRESET|ECONNREFUSED|EPIPE|socket|terminated|premature|disconnect|stream (?:closed|ended)|aborted by the server|load failed|other side closed|cannot connect/i;

/** `retry-after` in seconds or as a date, and the millisecond header that some providers send. */
export function waitAskedFor(headers: Readonly<Record<string, string>>, now: number): number | undefined {
  const exact = Number(headers["retry-after-ms"]);
  if (Number.isFinite(exact) && exact > 0) return exact;
  const given = headers["retry-after"];
  if (given === undefined) return undefined;
  const seconds = Number(given);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const date = Date.parse(given);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

const keyRefused: ModelFailure = {
  type: "key",
  message: "The provider refused the key. Check it in the model settings.",
};
const byExactStatus: Readonly<Record<number, ModelFailure>> = {
  401: keyRefused,
  403: keyRefused,
  402: { type: "credit", message: "The provider says that the account has no credit left." },
  404: { type: "fatal", message: "The provider doesn't know this model. Choose another one." },
};

function byStatus(status: number, known: Known, now: number): ModelFailure | undefined {
  const exact = byExactStatus[status];
  if (exact) return exact;
  const after = waitAskedFor(known.headers, now);
  const wait = after === undefined ? {} : { after };
  if (status === 429) {
    const spent = after === undefined && /quota|billing|credit|insufficient/i.test(known.text);
    if (spent) return { type: "credit", message: "The provider says that the account's quota is used up." };
    return { type: "retry", why: "The provider asks to slow down", ...wait };
  }
  if (status === 529) return { type: "retry", why: "The provider is overloaded", ...wait };
  if (status >= 500 || status === 408 || status === 409)
    return { type: "retry", why: `The provider failed (${status})`, ...wait };
  return undefined;
}

/** A failure that came with no status, or in the middle of an answer that began well. */
function ofConnection(error: unknown, known: Known): ModelFailure | undefined {
  if (known.status !== undefined && known.status >= 400) return undefined;
  if (busy.test(known.text)) return { type: "retry", why: "The provider is busy" };
  if (known.status !== undefined || network.test(known.text) || error instanceof TypeError)
    return { type: "retry", why: "The connection to the provider broke" };
  return undefined;
}

const byCode: Readonly<Record<string, (message: string) => ModelFailure>> = {
  key: (message) => ({ type: "key", message }),
  quota: (message) => ({ type: "credit", message }),
  network: (message) => ({ type: "retry", why: message }),
  overloaded: (message) => ({ type: "retry", why: message }),
  "context-full": () => ({ type: "overflow" }),
};

/** A failure of the model's own room says what it is, and in plain words. */
function ofModels(error: unknown): ModelFailure | undefined {
  if (!(error instanceof Failure) || !("waysOn" in error)) return undefined;
  const known = Object.hasOwn(byCode, error.code) ? byCode[error.code] : undefined;
  return known?.(error.message) ?? { type: "fatal", message: error.message };
}

/** Reads a failure of any origin: HTTP, an error event inside a stream, a broken connection. */
export function readFailure(error: unknown, now = Date.now()): ModelFailure {
  const named = ofModels(error);
  if (named) return named;
  const known = read(error);
  if (known.status !== 429 && overflow.test(known.text)) return { type: "overflow" };
  const found = known.status === undefined ? undefined : byStatus(known.status, known, now);
  const met = found ?? ofConnection(error, known);
  if (met) return met;
  if (/credit balance|billing/i.test(known.text))
    return { type: "credit", message: "The provider says that the account has no credit left." };
  return { type: "fatal", message: `The provider refused the request: ${known.text.slice(0, 400)}` };
}

export const mostRetries = 8;
const longestWait = 60_000;

/** Doubles from half a second, with up to a quarter more by chance; what the provider asks for wins. */
export function waitBefore(attempt: number, asked: number | undefined, random: () => number = Math.random): number {
  if (asked !== undefined) return Math.min(asked, 10 * longestWait);
  return Math.min(longestWait, 500 * 2 ** (attempt - 1)) * (1 + random() / 4);
}
