import { openDB } from "idb";
import type { Program } from "./terminal-session";

/** A terminal as it was left. */
export interface KeptTerminal {
  readonly name: string;
  readonly program: Program;
  readonly printed: string;
}

/** What terminals of a project had printed when the tab was left. */
export interface TerminalMemory {
  readonly read: () => Promise<readonly KeptTerminal[]>;
  readonly write: (terminals: readonly KeptTerminal[]) => Promise<void>;
}

const most = { terminals: 8, characters: 100_000 } as const;

/** A browser that lends no place keeps none: terminals then begin empty. */
export function createTerminalMemory(project: string): TerminalMemory {
  const open = () =>
    openDB<{ terminals: { key: string; value: readonly KeptTerminal[] } }>("tabsmith-terminals", 1, {
      upgrade(database) {
        database.createObjectStore("terminals");
      },
    });
  let database: ReturnType<typeof open> | undefined;
  return {
    async read() {
      try {
        return (await (await (database ??= open())).get("terminals", project)) ?? [];
      } catch {
        return [];
      }
    },
    async write(terminals) {
      const kept = terminals
        .slice(-most.terminals)
        .map(({ printed, ...rest }) => ({ ...rest, printed: printed.slice(-most.characters) }));
      try {
        await (await (database ??= open())).put("terminals", kept, project);
      } catch {
        // The terminal itself goes on; only its memory is lost.
      }
    },
  };
}
