import type { Binding } from "@/lib/engine/node/binding";
import type { AsyncWrapClass, ContextFrames } from "@/lib/engine/node/async-wrap";
import type { NativeGlobals } from "@/lib/engine/node/native-globals";
import type { Tables } from "@/lib/engine/node/tables/tables";

export type { Binding } from "@/lib/engine/node/binding";

type ErrorClass = new (message: string) => Error;

/** The errors that Node's C++ side makes. */
export interface ErrorMakers {
  /** As libuv's: `ENOENT: no such file or directory, open '/a'`, with errno, code, syscall, path and dest. */
  uv(errno: number, syscall: string, path?: string, dest?: string): Error;
  /** As `THROW_ERR_*`: the error carries `code`, which its stack shows. */
  node(code: string, message: string, type?: ErrorClass): Error;
  /** For what a browser has no means for: one sentence that says so. */
  unavailable(what: string): Error;
  /** `ENOENT` for -2, or `Unknown system error -1000`. */
  name(errno: number): string;
  message(errno: number): string;
}

/** How a binding gets back into the program later. Every way ends in ticks and microtasks being drained, as in Node. */
export interface Tasks {
  /**
   * Runs `task` on a later turn, in the asynchronous context of the caller: what libuv's thread pool would finish.
   * The process stays alive until it has run.
   */
  post(task: () => void): void;
  /** As `post`, for an event that keeps nothing alive by itself (its handle does, or nothing). */
  postUnreferenced(task: () => void): void;
  /** Keeps the process alive until the returned function is called, for a job of the host's such as a `fetch`. */
  hold(): () => void;
}

/** Everything a binding may reach. Each `bindings/<name>.ts` exports `create<Name>Binding(host: BindingHost): Binding`. */
export interface BindingHost {
  readonly native: NativeGlobals;
  readonly tables: Tables;
  readonly errors: ErrorMakers;
  readonly tasks: Tasks;
  readonly frames: ContextFrames;
  /** The base class of handles and requests: async id, hooks, `makeCallback`. */
  readonly AsyncWrap: AsyncWrapClass;
  /** `internalBinding("util").privateSymbols`. */
  readonly privateSymbols: Readonly<Record<string, symbol>>;
  /** `internalBinding("symbols")`. */
  readonly symbols: Readonly<Record<string, symbol>>;
  /** Requires a module of Node's library; only after the realm is up, so never while a binding is created. */
  requireBuiltin(id: string): unknown;
  /** Another binding, as the library gets it. */
  binding(name: string): Binding;
  /**
   * The binding's shape from the tables, anew: constants, symbols, sized arrays, and functions that do nothing.
   * What a creator returns is laid over it, so constants need no repeating.
   */
  shape(name: string): Binding;
  /** Tells once what isn't built, in a trace that the conformance runs read. */
  onStub(path: string): void;
}
