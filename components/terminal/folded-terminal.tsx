"use client";

import { ChevronUp } from "lucide-react";
import type { TerminalSession } from "@/lib/studio";
import { useStrings } from "../app-context";
import { useStudio } from "../studio-context";
import { useStore } from "../use-store";
import { useKeysOf } from "../use-keys-of";
import { useRunCommand } from "../use-run-command";

/** The terminal as one line. It keeps its landmark, and says whether something runs. */
export function FoldedTerminal() {
  const { workbench, terminal } = useStrings();
  const { sessions } = useStore(useStudio().terminals.state);
  const runCommand = useRunCommand();
  const keysOf = useKeysOf();
  const keys = keysOf("toggle-terminal");
  return (
    <section
      aria-label={workbench.regions.terminal}
      data-region="terminal"
      tabIndex={-1}
      className="focus-inset shrink-0 border-t border-line bg-surface"
    >
      <button
        type="button"
        data-first-focus
        aria-expanded={false}
        aria-label={terminal.unfold}
        title={keys ? `${terminal.unfold} (${keys})` : terminal.unfold}
        onClick={() => {
          runCommand("toggle-terminal");
        }}
        className="focus-inset flex h-8 w-full items-center gap-2 px-3 text-small font-medium text-ink-muted transition-colors hover:bg-hover hover:text-ink"
      >
        <ChevronUp size={14} aria-hidden />
        {workbench.regions.terminal}
        {sessions.length > 0 && (
          <span className="min-w-0 truncate font-normal text-ink-faint">
            {sessions.map((session) => (
              <FoldedName key={session.id} session={session} />
            ))}
          </span>
        )}
      </button>
    </section>
  );
}

function FoldedName({ session }: { readonly session: TerminalSession }) {
  const { terminal } = useStrings();
  const name = useStore(session.name);
  const isRunning = useStore(session.state).type === "running";
  return (
    <span className="mr-3">
      {isRunning && <span title={terminal.running} className="mr-1 inline-block size-1.5 rounded-full bg-good" />}
      {name}
    </span>
  );
}
