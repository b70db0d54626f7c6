import type { Program } from "./spawn-spec";

/** The first message a new process Worker gets, from whoever made it; the port comes with it. */
export interface StartMessage {
  readonly type: "start";
  readonly port: MessagePort;
  /** `processData` of the boot request: whatever the page wants every process to have (a shared library pack, URLs). */
  readonly data: unknown;
}

/** What a process is when it begins. A thread has `thread` and the pid of its process. */
export interface RunMessage {
  readonly type: "run";
  readonly pid: number;
  readonly ppid: number;
  readonly pgid: number;
  readonly sid: number;
  readonly uid: number;
  readonly gid: number;
  readonly program: Program;
  /** With argv[0]. Interpreter lines are already resolved into it. */
  readonly args: readonly string[];
  /** argv[0] as the caller gave it. */
  readonly argv0: string;
  /** The program's own path, such as `/usr/bin/node`. */
  readonly execPath: string;
  readonly cwd: string;
  /** `NAME=value` */
  readonly env: readonly string[];
  readonly umask: number;
  readonly thread?: { readonly id: number; readonly end: ThreadEnd; readonly data: string };
}

/** A thread's end of the way to the thread that made it: a port, and shared memory where letters lie ready. */
export interface ThreadEnd {
  readonly port: MessagePort;
  readonly inbox: SharedArrayBuffer | undefined;
  readonly outbox: SharedArrayBuffer | undefined;
  readonly sent: number;
  readonly received: number;
}

export interface WatchEvent {
  readonly type: "rename" | "change";
  /** Relative to the watched path. */
  readonly name: string;
}

/** What the kernel posts to a process. */
export type KernelToProcess =
  /** The slot to call through. The Worker boots, then posts `ready`. */
  | {
      readonly type: "adopt";
      readonly slot: SharedArrayBuffer;
      readonly bell: SharedArrayBuffer;
      readonly index: number;
      /** The Web Lock that the Worker is to hold while it lives: browsers end a Worker without a word. */
      readonly life: string;
    }
  | RunMessage
  | { readonly type: "signal"; readonly signal: number }
  | { readonly type: "watch"; readonly id: number; readonly events: readonly WatchEvent[] }
  | AnswerMessage
  | { readonly type: "threadExit"; readonly id: number; readonly code: number };

/** The answer of a call that couldn't be given in the slot. */
export interface AnswerMessage {
  readonly type: "answer";
  readonly ticket: number;
  /** 0 or a negative errno. */
  readonly errno: number;
  readonly numbers: readonly number[];
  readonly parts: readonly Uint8Array[];
  /** The call goes on: another answer under the same ticket will follow. */
  readonly more: boolean;
}

/** What a process posts to the kernel. Everything else goes through the slot. */
export type ProcessToKernel =
  /** The lock named `life` is held: when it's free, the Worker is dead. */
  | { readonly type: "living" }
  /** Booted, waiting for `run`. */
  | { readonly type: "ready"; readonly timings?: Readonly<Record<string, number>> }
  /** `op.threadStart` gave the number; now the thread begins. */
  | { readonly type: "threadStart"; readonly id: number; readonly end: ThreadEnd }
  /** A line for whoever debugs the engine; never the program's output. */
  | { readonly type: "log"; readonly text: string }
  /** The Worker itself failed (its script, its boot): the process ends with SIGABRT. */
  | { readonly type: "failed"; readonly text: string };
