/**
 * What a page and an embedded project say to each other. Both sides take the other for hostile: a message that isn't
 * exactly one of these is passed over, and none can make anything run: programs start by a click inside of the frame, or
 * by `run` from a page that the reader is looking at, which only works where the frame may run programs at all.
 */
export const embedProtocol = "tabsmith-embed-1";

export type EmbedRequest =
  | { readonly type: "hello" }
  | { readonly type: "open"; readonly path: string; readonly line?: number }
  | { readonly type: "read"; readonly path: string }
  | { readonly type: "list" }
  | { readonly type: "run" };

export type EmbedEvent =
  | { readonly type: "ready"; readonly name: string; readonly canRun: boolean }
  | { readonly type: "opened"; readonly path: string }
  | { readonly type: "state"; readonly state: string; readonly url?: string }
  | { readonly type: "failed"; readonly code: string; readonly message: string };

export type EmbedAnswer =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: string };

export interface RequestEnvelope {
  readonly protocol: typeof embedProtocol;
  readonly id: number;
  readonly request: EmbedRequest;
}

export interface AnswerEnvelope {
  readonly protocol: typeof embedProtocol;
  readonly id: number;
  readonly answer: EmbedAnswer;
}

export interface EventEnvelope {
  readonly protocol: typeof embedProtocol;
  readonly event: EmbedEvent;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;

/** Undefined for whatever isn't a request, whoever sent it. */
export function readRequest(data: unknown): RequestEnvelope | undefined {
  if (!isRecord(data) || data["protocol"] !== embedProtocol || typeof data["id"] !== "number") return undefined;
  const { id, request } = data;
  if (!isRecord(request)) return undefined;
  const asked = plainRequest(request["type"]) ?? fileRequest(request);
  return asked && { protocol: embedProtocol, id, request: asked };
}

function plainRequest(type: unknown): EmbedRequest | undefined {
  return type === "hello" || type === "list" || type === "run" ? { type } : undefined;
}

function fileRequest({ type, path, line }: Readonly<Record<string, unknown>>): EmbedRequest | undefined {
  if (typeof path !== "string") return undefined;
  if (type === "read") return { type, path };
  const isLine = typeof line === "number" && Number.isInteger(line) && line > 0;
  return type === "open" ? { type, path, ...(isLine && { line }) } : undefined;
}
