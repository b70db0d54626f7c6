import { codeOf, Failure, messageOf } from "@/lib/base";

/** What each side of a link offers the other: plain functions of structured-cloneable values. */
export type Methods = { readonly [name: string]: (...args: never[]) => unknown };

/** What a handler may do beside answering. */
export interface Call {
  /** Aborted when the caller gave up or the link closed. */
  readonly signal: AbortSignal;
  /** Moves a buffer with the answer rather than copying it. */
  readonly transfer: (buffer: Transferable) => void;
}

export type Handlers<Own extends Methods> = {
  readonly [Name in keyof Own]: (
    call: Call,
    ...args: Parameters<Own[Name]>
  ) => ReturnType<Own[Name]> | Promise<ReturnType<Own[Name]>>;
};

export interface CallOptions {
  readonly signal?: AbortSignal;
  readonly transfer?: readonly Transferable[];
}

export interface Link<Theirs extends Methods> {
  /** Rejects with an error that keeps the `code` it had on the other side. */
  readonly call: <Name extends keyof Theirs & string>(
    method: Name,
    args: Parameters<Theirs[Name]>,
    options?: CallOptions,
  ) => Promise<Awaited<ReturnType<Theirs[Name]>>>;
  /** Like `call`, without waiting or hearing of a failure. */
  readonly tell: <Name extends keyof Theirs & string>(
    method: Name,
    args: Parameters<Theirs[Name]>,
    transfer?: readonly Transferable[],
  ) => void;
  /** Fails what is in flight and stops listening. */
  readonly close: (reason?: string) => void;
}

interface WireError {
  readonly name: string;
  readonly message: string;
  readonly code?: string;
}

type Frame =
  | { readonly type: "call"; readonly id: number; readonly method: string; readonly args: readonly unknown[] }
  | { readonly type: "tell"; readonly method: string; readonly args: readonly unknown[] }
  | { readonly type: "cancel"; readonly id: number }
  | { readonly type: "value"; readonly id: number; readonly value: unknown }
  | { readonly type: "error"; readonly id: number; readonly error: WireError };

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

const toWire = (error: unknown): WireError => {
  const code = codeOf(error);
  return {
    name: error instanceof Error ? error.name : "Error",
    message: messageOf(error),
    ...(code === undefined ? {} : { code }),
  };
};

const fromWire = (error: WireError): Error => {
  if (error.code !== undefined) return new Failure(error.code, error.message);
  const made = new Error(error.message);
  made.name = error.name;
  return made;
};

const aborted = (signal: AbortSignal): Error =>
  signal.reason instanceof Error ? signal.reason : new Failure("ABORT_ERR", "The call was given up.");

/** Collects what is sent within one turn and posts it as one message. */
function createOutbox(port: MessagePort) {
  let frames: Frame[] = [];
  let moved: Transferable[] = [];
  const flush = () => {
    const batch = frames;
    const transfer = moved;
    frames = [];
    moved = [];
    port.postMessage(batch, transfer);
  };
  return (frame: Frame, transfer: readonly Transferable[] = []) => {
    if (frames.length === 0) queueMicrotask(flush);
    frames.push(frame);
    moved.push(...transfer);
  };
}

/** Serves the calls of the other side; answers what a frame of theirs means for us. */
function createServer(handlers: Handlers<Methods>, send: (frame: Frame, transfer?: readonly Transferable[]) => void) {
  const running = new Map<number, AbortController>();
  const invoke = async (method: string, args: readonly unknown[], call: Call): Promise<unknown> => {
    const handler = Object.hasOwn(handlers, method) ? handlers[method] : undefined;
    if (handler === undefined) throw new Failure("ENOSYS", `There is no method "${method}" on this link.`);
    return await handler(call, ...(args as never[]));
  };
  const serve = async (frame: Frame & { type: "call" }) => {
    const control = new AbortController();
    const moved: Transferable[] = [];
    running.set(frame.id, control);
    try {
      const value = await invoke(frame.method, frame.args, {
        signal: control.signal,
        transfer: (buffer) => void moved.push(buffer),
      });
      send({ type: "value", id: frame.id, value }, moved);
    } catch (error) {
      send({ type: "error", id: frame.id, error: toWire(error) });
    } finally {
      running.delete(frame.id);
    }
  };
  return {
    serve,
    hear: (frame: Frame & { type: "tell" }) => {
      const call: Call = { signal: new AbortController().signal, transfer: () => undefined };
      invoke(frame.method, frame.args, call).catch(() => undefined);
    },
    cancel: (id: number) => running.get(id)?.abort(new Failure("ABORT_ERR", "The caller gave up.")),
    close: () => {
      for (const control of running.values()) control.abort(new Failure("EPIPE", "The link was closed."));
    },
  };
}

/**
 * Two sides that call each other over one MessagePort. Calls that leave in the same turn travel as one message, each can
 * be given up by its signal, and an error arrives with the `code` it was thrown with.
 */
export function createLink<Theirs extends Methods, Own extends Methods = Methods>(
  port: MessagePort,
  handlers: Handlers<Own>,
): Link<Theirs> {
  const waiting = new Map<number, Waiting>();
  const send = createOutbox(port);
  const server = createServer(handlers, send);
  let lastId = 0;
  let closed: Failure | undefined;

  const settle = (frame: Frame & { type: "value" | "error" }) => {
    const waiter = waiting.get(frame.id);
    waiting.delete(frame.id);
    if (frame.type === "value") waiter?.resolve(frame.value);
    else waiter?.reject(fromWire(frame.error));
  };
  const receive = (frame: Frame) => {
    if (frame.type === "call") void server.serve(frame);
    else if (frame.type === "tell") server.hear(frame);
    else if (frame.type === "cancel") server.cancel(frame.id);
    else settle(frame);
  };
  port.addEventListener("message", (event: MessageEvent<readonly Frame[]>) => {
    for (const frame of event.data) receive(frame);
  });
  port.start();

  const call = async (method: string, args: readonly unknown[], { signal, transfer }: CallOptions = {}) => {
    if (closed !== undefined) throw closed;
    if (signal?.aborted === true) throw aborted(signal);
    const id = ++lastId;
    const giveUp = () => {
      waiting.get(id)?.reject(signal === undefined ? new Failure("ABORT_ERR", "") : aborted(signal));
      if (waiting.delete(id)) send({ type: "cancel", id });
    };
    signal?.addEventListener("abort", giveUp, { once: true });
    try {
      return await new Promise<unknown>((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        send({ type: "call", id, method, args }, transfer);
      });
    } finally {
      signal?.removeEventListener("abort", giveUp);
    }
  };

  return {
    call: call as Link<Theirs>["call"],
    tell(method, args, transfer) {
      if (closed === undefined) send({ type: "tell", method, args }, transfer);
    },
    close(reason = "The link was closed.") {
      closed ??= new Failure("EPIPE", reason);
      for (const waiter of waiting.values()) waiter.reject(closed);
      waiting.clear();
      server.close();
      port.close();
    },
  };
}
