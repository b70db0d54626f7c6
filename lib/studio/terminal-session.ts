import { createEmitter, createStore, messageOf, type Disposable, type ReadableStore, type Store } from "@/lib/base";
import type { SandboxProcess } from "@/lib/sandbox";

export interface Program {
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** It is started anew by whoever started it, so nobody needs to keep it. */
  readonly transient?: boolean;
}

export interface TerminalSize {
  readonly columns: number;
  readonly rows: number;
}

export type TerminalState =
  /** What an earlier visit printed is there; nothing runs until someone wants it. */
  | { readonly type: "kept" }
  | { readonly type: "starting" }
  | { readonly type: "running" }
  | { readonly type: "ended"; readonly code: number }
  | { readonly type: "failed"; readonly reason: string };

/** One program on one terminal. What it printed is kept, so a view can come and go. */
export interface TerminalSession {
  readonly id: string;
  readonly name: ReadableStore<string>;
  readonly rename: (name: string) => void;
  /** What it runs; undefined where it only shows what someone else started. */
  readonly program: Program | undefined;
  /** Whether the output comes from a program without a terminal, whose lines end without a return. */
  readonly isPlain: boolean;
  readonly state: ReadableStore<TerminalState>;
  /** All that was printed, without what is too long ago. */
  readonly printed: () => string;
  readonly onOutput: (listener: (text: string) => void) => Disposable;
  readonly write: (text: string) => void;
  readonly resize: (size: TerminalSize) => void;
  readonly clear: () => void;
  /** Whether it is to have the focus as soon as it is shown. Whoever gives it the focus sets it back. */
  readonly wantsFocus: Store<boolean>;
  readonly onCleared: (listener: () => void) => Disposable;
  readonly kill: () => void;
  /** Starts the program anew, below what is there. Nothing while it runs. */
  readonly restart: () => void;
}

/** Characters of output that are kept. */
const kept = 400_000;

export type Spawn = (size: TerminalSize, signal: AbortSignal) => Promise<SandboxProcess>;

export interface SessionOptions {
  readonly id: string;
  readonly name: string;
  readonly program?: Program | undefined;
  readonly isPlain?: boolean;
  readonly spawn: Spawn;
  /** What an earlier visit printed. With it nothing is started yet. */
  readonly before?: string | undefined;
}

const endOfEarlier = "\r\n\u001b[2m––––\u001b[0m\r\n";

export function createTerminalSession(options: SessionOptions): TerminalSession {
  const { id, name, program, isPlain = false, spawn, before } = options;
  const state = createStore<TerminalState>({ type: before === undefined ? "starting" : "kept" });
  const named = createStore(name);
  const output = createEmitter<string>();
  const cleared = createEmitter<void>();
  let printed = before ?? "";
  const print = (text: string) => {
    printed = (printed + text).slice(-kept);
    output.emit(text);
  };
  const seat = createSeat(spawn, print, state.set);
  if (before === undefined) seat.begin();
  return {
    id,
    name: named,
    rename(next) {
      if (next.trim() !== "") named.set(next.trim());
    },
    program,
    isPlain,
    state,
    printed: () => printed,
    onOutput: output.on,
    write: seat.write,
    resize: seat.resize,
    wantsFocus: createStore(false),
    clear() {
      printed = "";
      cleared.emit();
    },
    onCleared: cleared.on,
    kill: seat.kill,
    restart() {
      const now = state.get().type;
      if (now === "running" || now === "starting") return;
      if (printed !== "") print(endOfEarlier);
      seat.begin();
    },
  };
}

/** Where one program after the other runs. */
interface Seat {
  readonly begin: () => void;
  readonly write: (text: string) => void;
  readonly resize: (size: TerminalSize) => void;
  readonly kill: () => void;
}

const mostEarly = 4096;

function createSeat(spawn: Spawn, print: (text: string) => void, tell: (state: TerminalState) => void): Seat {
  let gone = new AbortController();
  let size: TerminalSize = { columns: 80, rows: 24 };
  let running: SandboxProcess | undefined;
  /** What was typed while the program was starting. */
  let early: string | undefined;
  const run = async (signal: AbortSignal): Promise<void> => {
    tell({ type: "starting" });
    running = await spawn(size, signal);
    running.resize(size);
    tell({ type: "running" });
    if (early) void running.write(early);
    early = undefined;
    for await (const text of iterate(running.output)) print(text);
    tell({ type: "ended", code: (await running.exit).code });
  };
  return {
    begin() {
      gone = new AbortController();
      early = "";
      const { signal } = gone;
      void run(signal)
        .catch((error: unknown) => {
          tell(signal.aborted ? { type: "ended", code: 130 } : { type: "failed", reason: messageOf(error) });
        })
        .finally(() => {
          early = undefined;
          running = undefined;
        });
    },
    write(text: string) {
      if (running) void running.write(text);
      else if (early !== undefined && early.length < mostEarly) early += text;
    },
    resize(next: TerminalSize) {
      size = next;
      running?.resize(next);
    },
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
