import { AsyncObject } from "@/lib/engine/node/async-object";
import type { ProcessHost } from "@/lib/engine/node/process-host";
import { textOf, type Part } from "@/lib/engine/protocol/parts";

/** A path as the library passes it: text or bytes. */
export type PathLike = string | Uint8Array;

export interface Ask {
  readonly op: number;
  readonly numbers?: readonly number[];
  readonly parts?: readonly Part[];
  readonly syscall: string;
  readonly path?: PathLike;
  readonly dest?: PathLike;
}

export type Read<T> = (numbers: ArrayLike<number>, parts: readonly Uint8Array[]) => T;

/** `new FSReqCallback(bigint)` with the `oncomplete` that the library puts on it. */
export interface RequestObject extends AsyncObject {
  oncomplete?: (...args: unknown[]) => void;
}

/** The last argument of most calls: none for a synchronous one, the promise symbol, or a request object. */
export type Request = RequestObject | symbol | undefined;

const nameOf = (path: PathLike | undefined): string | undefined => (path === undefined ? undefined : textOf(path));

class FSReqCallback extends AsyncObject implements RequestObject {
  declare oncomplete?: (...args: unknown[]) => void;
  constructor(_bigint?: boolean) {
    super("FSREQCALLBACK");
  }
}

export interface Requests {
  readonly FSReqCallback: new (bigint?: boolean) => RequestObject;
  readonly promises: symbol;
  /** Asks the kernel in the way that `request` says, and hands on what `read` makes of the answer. */
  readonly perform: <T>(ask: Ask, request: Request, read?: Read<T>) => T | Promise<T> | undefined;
  /** As a synchronous `perform`, but a failure is returned as a negative errno. */
  readonly attempt: (ask: Ask) => number;
  /** Ends a request with the outcome of `work`, which runs at once: for what takes several calls. */
  readonly compute: <T>(work: () => T, request: Request) => T | Promise<T> | undefined;
  /** Makes text of the kernel's bytes in the encoding the program asked for; `buffer` leaves them bytes. */
  readonly encode: (bytes: Uint8Array | undefined, encoding: string | undefined) => unknown;
}

export function createRequests(host: ProcessHost): Requests {
  const { syscalls, errors, loop, symbols } = host;
  const promises = symbols["fs_use_promises_symbol"] as symbol;

  const failure = (errno: number, { syscall, path, dest }: Ask): Error =>
    errors.uv(errno, syscall, nameOf(path), nameOf(dest));

  function complete(request: RequestObject, error: unknown, value?: unknown): void {
    if (error !== null) request.makeCallback(request.oncomplete, error);
    else if (value === undefined) request.makeCallback(request.oncomplete, null);
    else request.makeCallback(request.oncomplete, null, value);
  }

  function later<T>(ask: Ask, done: (error: unknown, value?: T) => void, read?: Read<T>): void {
    loop.retain();
    syscalls.later(ask.op, ask.numbers ?? [], ask.parts ?? [], (errno, numbers, parts) => {
      loop.release();
      if (errno < 0) done(failure(errno, ask));
      else done(null, read?.(numbers, parts));
    });
  }

  function promised<T>(ask: Ask, read?: Read<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      later<T>(ask, (error, value) => (error === null ? resolve(value as T) : reject(error)), read);
    });
  }

  function perform<T>(ask: Ask, request: Request, read?: Read<T>): T | Promise<T> | undefined {
    if (request === undefined) {
      const errno = syscalls.call(ask.op, ask.numbers ?? [], ask.parts);
      if (errno < 0) throw failure(errno, ask);
      return read?.(syscalls.numbers, syscalls.parts());
    }
    if (typeof request === "symbol") return promised(ask, read);
    later<T>(ask, (error, value) => complete(request, error, value), read);
    return undefined;
  }

  function compute<T>(work: () => T, request: Request): T | Promise<T> | undefined {
    if (request === undefined) return work();
    const outcome = attemptWork(work);
    if (typeof request === "symbol") {
      return new Promise<T>((resolve, reject) => {
        loop.post(() => (outcome.error === null ? resolve(outcome.value as T) : reject(outcome.error)));
      });
    }
    loop.post(() => complete(request, outcome.error, outcome.value));
    return undefined;
  }

  function encode(bytes: Uint8Array | undefined, encoding: string | undefined): unknown {
    if (!bytes) return "";
    if (encoding === undefined || encoding === "utf8" || encoding === "utf-8") return textOf(bytes);
    const { Buffer } = host.requireBuiltin("buffer") as typeof import("node:buffer");
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return encoding === "buffer" ? buffer : buffer.toString(encoding as BufferEncoding);
  }

  return {
    FSReqCallback,
    promises,
    perform,
    attempt: (ask) => syscalls.call(ask.op, ask.numbers ?? [], ask.parts),
    compute,
    encode,
  };
}

function attemptWork<T>(work: () => T): { error: unknown; value?: T } {
  try {
    return { error: null, value: work() };
  } catch (error) {
    return { error };
  }
}
