import type { AsyncHooks, AsyncIds } from "@/lib/engine/node/async-wrap";
import type { BindingHost } from "@/lib/engine/node/binding-host";
import type { ProxyRegistry } from "@/lib/engine/node/bindings/proxies";
import type { RouteEnd } from "@/lib/engine/node/messaging/wire";
import type { EventLoop } from "@/lib/engine/node/event-loop-api";
import type { CommandLine } from "@/lib/engine/node/options";
import type { EngineTexts } from "@/lib/engine/node/engine-texts";
import type { Pack } from "@/lib/engine/node/pack";
import type { StackTraces } from "@/lib/engine/node/stack-trace";
import type { RunMessage } from "@/lib/engine/protocol/process-messages";
import type { Syscalls } from "@/lib/engine/protocol/syscalls";

/** What is known only once a program is to run; before that the Worker waits, booted, in the idle pool. */
export interface ProcessState {
  run: RunMessage;
  commandLine: CommandLine;
  environment: Record<string, string>;
  /** What a thread knows of itself; undefined in the main one. */
  thread: ThreadState | undefined;
}

export interface ThreadState {
  readonly id: number;
  readonly name: string;
  readonly resourceLimits: readonly number[];
  /** The other end of `Worker.messagePort`. */
  readonly port: { readonly owner: object; postExit(code: number): void };
}

export interface PerContext {
  DOMException: new (message: string, name: string) => Error;
  emitMessage: (data: unknown, ports: readonly object[], type: string) => void;
}

/** What the bindings that reach the kernel, the loop or the program's life get on top. */
export interface ProcessHost extends BindingHost {
  readonly loop: EventLoop;
  readonly syscalls: Syscalls;
  readonly pack: Pack;
  readonly texts: EngineTexts;
  readonly stacks: StackTraces;
  readonly hooks: AsyncHooks;
  readonly proxies: ProxyRegistry;
  readonly asyncIds: AsyncIds;
  /** What the library's per-context scripts export, for C++'s use. */
  readonly perContext: PerContext;
  /** `stream_wrap.streamBaseState`, which pipes, sockets and terminals share with the library. */
  readonly streams: { readonly state: Int32Array };
  readonly process: Record<string | symbol, unknown>;
  readonly state: ProcessState;
  /** `setInternalLoaders`: the library hands over its own two loaders. */
  readonly setLoaders: (internalBinding: unknown, requireBuiltin: unknown) => void;
  /** An error that nothing caught. Ends the process unless the program handles it. */
  readonly fatal: (error: unknown, fromPromise: boolean) => void;
  /** Ends the process; does not return. */
  readonly exit: (code: number) => never;
  /** What `unhandledrejection` of the browser is to be told to. */
  readonly onRejection: (callback: (type: number, promise: unknown, reason: unknown) => void) => void;
  /** Begins a thread that the kernel has a number for, with its end of the way to this one. */
  readonly startThread: (id: number, end: RouteEnd) => void;
  /** Tells a debugger of the engine; no output of the program's. */
  readonly log: (text: string) => void;
}
