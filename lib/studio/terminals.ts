import { createStore, type Disposable, type ReadableStore } from "@/lib/base";
import type { Sandbox } from "@/lib/sandbox";
import type { TerminalMemory } from "./terminal-memory";
import { createTerminalSession, type Program, type Spawn, type TerminalSession } from "./terminal-session";

export interface TerminalsState {
  readonly sessions: readonly TerminalSession[];
  /** The id of the one that is shown. */
  readonly shown: string | undefined;
  /** The id of one beside it. */
  readonly beside: string | undefined;
}

export interface OpenTerminal {
  readonly name?: string;
  /** Without one: a shell. */
  readonly program?: Program;
  /** Shows what someone else has started, and takes no program of its own. */
  readonly watch?: Spawn;
  /** Beside the one that is shown. */
  readonly beside?: boolean;
  /** Leaves alone which one is shown, if one is. */
  readonly quietly?: boolean;
  /** Someone wants to type into it at once. */
  readonly focus?: boolean;
}

export interface Terminals extends Disposable {
  readonly state: ReadableStore<TerminalsState>;
  readonly open: (options?: OpenTerminal) => TerminalSession;
  readonly show: (id: string) => void;
  /** Ends what runs in it. */
  readonly close: (id: string) => void;
}

export const shell: Program = { command: "sh", args: [] };

const noTerminals: TerminalsState = { sessions: [], shown: undefined, beside: undefined };

/** How long printing may go on until it is written down. */
const pause = 700;

export function createTerminals(start: () => Promise<Sandbox>, memory: TerminalMemory): Terminals {
  const state = createStore<TerminalsState>(noTerminals);
  const reading = memory.read();
  const keeping = keepIn(memory, reading, state);
  let count = 0;
  const add = (options: OpenTerminal, before?: string): TerminalSession => {
    count += 1;
    const program = options.watch ? undefined : (options.program ?? shell);
    const session = createTerminalSession({
      id: `terminal-${count}`,
      name: options.name ?? `sh ${count}`,
      program,
      isPlain: options.watch !== undefined,
      spawn: options.watch ?? spawnOf(start, program ?? shell),
      before,
    });
    if (options.focus) session.wantsFocus.set(true);
    state.set((now) => place(now, session.id, [...now.sessions, session], options));
    keeping.follow(session);
    return session;
  };
  void reading.then((kept) => {
    for (const { name, program, printed } of kept) add({ name, program, quietly: true }, printed);
    return undefined;
  });
  return {
    state,
    open: (options = {}) => add(options),
    show(id) {
      state.set((now) => ({ ...now, shown: id, beside: now.beside === id ? now.shown : now.beside }));
    },
    close(id) {
      const { sessions, shown, beside } = state.get();
      const at = sessions.findIndex((session) => session.id === id);
      sessions[at]?.kill();
      const left = sessions.filter((session) => session.id !== id);
      const next = shown === id ? (beside ?? (left[at] ?? left.at(-1))?.id) : shown;
      state.set({ sessions: left, shown: next, beside: beside === id || beside === next ? undefined : beside });
    },
    dispose: keeping.dispose,
  };
}

function place(
  now: TerminalsState,
  id: string,
  sessions: readonly TerminalSession[],
  { beside = false, quietly = false }: OpenTerminal,
): TerminalsState {
  if (beside && now.shown !== undefined) return { ...now, sessions, beside: id };
  if (quietly && now.shown !== undefined) return { ...now, sessions };
  return { ...now, sessions, shown: id };
}

const spawnOf =
  (start: () => Promise<Sandbox>, { command, args, env }: Program): Spawn =>
  async (size, signal) => {
    const sandbox = await start();
    signal.throwIfAborted();
    return sandbox.spawn(command, args, { pty: size, signal, ...(env && { env }) });
  };

/** Writes down what shells and tasks have printed, a moment after the last of it, and never before what was there has been read. */
interface Keeping {
  readonly follow: (session: TerminalSession) => void;
  readonly dispose: () => void;
}

function keepIn(memory: TerminalMemory, reading: Promise<unknown>, state: ReadableStore<TerminalsState>): Keeping {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const write = async () => {
    timer = undefined;
    await reading;
    await memory.write(
      state
        .get()
        .sessions.flatMap((session) =>
          session.program === undefined || session.program.transient
            ? []
            : [{ name: session.name.get(), program: session.program, printed: session.printed() }],
        ),
    );
  };
  const soon = () => {
    timer ??= setTimeout(() => void write(), pause);
  };
  const stop = state.subscribe(soon);
  return {
    follow(session: TerminalSession) {
      session.onOutput(soon);
      session.onCleared(soon);
      session.name.subscribe(soon);
    },
    dispose() {
      stop();
      if (timer === undefined) return;
      clearTimeout(timer);
      void write();
    },
  };
}
