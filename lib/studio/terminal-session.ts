import { createEmitter, createStore, messageOf, type Disposable, type ReadableStore } from "@/lib/base";
import type { Sandbox, SandboxProcess } from "@/lib/sandbox";

export interface Program {
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

export interface TerminalSize {
  readonly columns: number;
  readonly rows: number;
}

export type TerminalState =
  | { readonly type: "starting" }
  | { readonly type: "running" }
  | { readonly type: "ended"; readonly code: number }
  | { readonly type: "failed"; readonly reason: string };

/** One program on one terminal. What it printed is kept, so a view can come and go. */
export interface TerminalSession {
  readonly id: string;
  readonly name: string;
  readonly state: ReadableStore<TerminalState>;
  /** All that was printed, without what is too long ago. */
  readonly printed: () => string;
  readonly onOutput: (listener: (text: string) => void) => Disposable;
  readonly write: (text: string) => void;
  readonly resize: (size: TerminalSize) => void;
  readonly clear: () => void;
  readonly onCleared: (listener: () => void) => Disposable;
  readonly kill: () => void;
}

/** Characters of output that are kept. */
const kept = 400_000;

export interface SessionOptions {
  readonly id: string;
  readonly name: string;
  readonly program: Program;
  readonly start: () => Promise<Sandbox>;
  /** What an earlier visit printed. */
  readonly before?: string;
}

export function createTerminalSession({ id, name, program, start, before = "" }: SessionOptions): TerminalSession {
  const state = createStore<TerminalState>({ type: "starting" });
  const output = createEmitter<string>();
  const cleared = createEmitter<void>();
  const gone = new AbortController();
  let printed = before;
  let size: TerminalSize = { columns: 80, rows: 24 };
  let running: SandboxProcess | undefined;
  const print = (text: string) => {
    printed = (printed + text).slice(-kept);
    output.emit(text);
  };
  const run = async (): Promise<void> => {
    const sandbox = await start();
    gone.signal.throwIfAborted();
    const { command, args, env } = program;
    running = await sandbox.spawn(command, args, { pty: size, signal: gone.signal, ...(env && { env }) });
    running.resize(size);
    state.set({ type: "running" });
    for await (const text of iterate(running.output)) print(text);
    state.set({ type: "ended", code: (await running.exit).code });
  };
  void run()
    .catch((error: unknown) => {
      state.set(gone.signal.aborted ? { type: "ended", code: 130 } : { type: "failed", reason: messageOf(error) });
    })
    .finally(() => {
      running = undefined;
    });
  return {
    id,
    name,
    state,
    printed: () => printed,
    onOutput: output.on,
    write: (text) => void running?.write(text),
    resize(next) {
      size = next;
      running?.resize(next);
    },
    clear() {
      printed = "";
      cleared.emit();
    },
    onCleared: cleared.on,
    kill() {
      gone.abort();
      running?.kill("SIGTERM");
    },
  };
}

/** Safari can't iterate a stream by itself. */
async function* iterate<T>(stream: ReadableStream<T>): AsyncIterable<T> {
  const reader = stream.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
}
