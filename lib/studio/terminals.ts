import { createStore, type ReadableStore } from "@/lib/base";
import type { Sandbox } from "@/lib/sandbox";
import { createTerminalSession, type Program, type TerminalSession } from "./terminal-session";

export interface TerminalsState {
  readonly sessions: readonly TerminalSession[];
  /** The id of the one that is shown. */
  readonly shown: string | undefined;
}

export interface Terminals {
  readonly state: ReadableStore<TerminalsState>;
  /** Without a program: a shell. */
  readonly open: (options?: { readonly name?: string; readonly program?: Program }) => TerminalSession;
  readonly show: (id: string) => void;
  /** Ends what runs in it. */
  readonly close: (id: string) => void;
}

export const shell: Program = { command: "sh", args: [] };

export function createTerminals(start: () => Promise<Sandbox>): Terminals {
  const state = createStore<TerminalsState>({ sessions: [], shown: undefined });
  let count = 0;
  return {
    state,
    open({ name, program = shell } = {}) {
      count += 1;
      const session = createTerminalSession({ id: `terminal-${count}`, name: name ?? `sh ${count}`, program, start });
      state.set(({ sessions }) => ({ sessions: [...sessions, session], shown: session.id }));
      return session;
    },
    show(id) {
      state.set((now) => ({ ...now, shown: id }));
    },
    close(id) {
      const { sessions, shown } = state.get();
      const at = sessions.findIndex((session) => session.id === id);
      sessions[at]?.kill();
      const left = sessions.filter((session) => session.id !== id);
      state.set({ sessions: left, shown: shown === id ? (left[at] ?? left.at(-1))?.id : shown });
    },
  };
}
