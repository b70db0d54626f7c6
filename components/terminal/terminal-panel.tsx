"use client";

import { ChevronDown, Eraser, ListVideo, Plus, SquareTerminal, X } from "lucide-react";
import dynamic from "next/dynamic";
import type { TerminalSession } from "@/lib/studio";
import { useStrings } from "../app-context";
import { useStudio } from "../studio-context";
import { Button } from "../ui/button";
import { classNames } from "../ui/class-names";
import { EmptyState } from "../ui/empty-state";
import { IconButton } from "../ui/icon-button";
import { useStore } from "../use-store";
import { useKeysOf } from "../use-keys-of";
import { useRunCommand } from "../use-run-command";
import { TasksMenu } from "./tasks-menu";

const TerminalView = dynamic(async () => (await import("./terminal-view")).TerminalView, { ssr: false });

export function TerminalPanel() {
  const { terminals } = useStudio();
  const { terminal } = useStrings();
  const { sessions, shown } = useStore(terminals.state);
  const session = sessions.find(({ id }) => id === shown);
  return (
    <>
      <TerminalHeader sessions={sessions} session={session} />
      {session ? (
        <div role="tabpanel" aria-label={terminal.view(session.name)} className="flex min-h-0 flex-1">
          <TerminalView key={session.id} session={session} />
        </div>
      ) : (
        <EmptyState
          icon={<SquareTerminal size={20} aria-hidden />}
          title={terminal.empty}
          text={terminal.emptyText}
          action={
            <Button
              onClick={() => {
                terminals.open();
              }}
            >
              {terminal.new}
            </Button>
          }
        />
      )}
    </>
  );
}

interface TerminalHeaderProps {
  readonly sessions: readonly TerminalSession[];
  readonly session: TerminalSession | undefined;
}

function TerminalHeader({ sessions, session }: TerminalHeaderProps) {
  const { terminals } = useStudio();
  const { workbench, terminal } = useStrings();
  const keysOf = useKeysOf();
  const runCommand = useRunCommand();
  return (
    <div className="flex h-8 shrink-0 items-center gap-1 border-b border-line pr-1.5 pl-1 coarse:h-11">
      {sessions.length === 0 && (
        <h2 className="px-2 text-small font-medium text-ink-muted">{workbench.regions.terminal}</h2>
      )}
      <div role="tablist" aria-label={terminal.tabs} className="flex h-full min-w-0 overflow-x-auto">
        {sessions.map((each) => (
          <TerminalTab key={each.id} session={each} isShown={each === session} />
        ))}
      </div>
      <div className="flex-1" />
      {session && (
        <>
          <IconButton icon={Eraser} label={terminal.clear} onClick={session.clear} />
          <IconButton
            icon={X}
            label={terminal.close(session.name)}
            onClick={() => {
              terminals.close(session.id);
            }}
          />
        </>
      )}
      <TasksMenu icon={ListVideo} />
      <IconButton
        icon={Plus}
        label={terminal.new}
        keys={keysOf("new-terminal")}
        onClick={() => {
          terminals.open();
        }}
      />
      <IconButton
        icon={ChevronDown}
        label={terminal.fold}
        keys={keysOf("toggle-terminal")}
        className="max-md:hidden"
        onClick={() => {
          runCommand("toggle-terminal");
        }}
      />
    </div>
  );
}

function TerminalTab({ session, isShown }: { readonly session: TerminalSession; readonly isShown: boolean }) {
  const { terminals } = useStudio();
  const { terminal } = useStrings();
  const state = useStore(session.state);
  return (
    <button
      type="button"
      role="tab"
      aria-selected={isShown}
      tabIndex={isShown ? 0 : -1}
      onClick={() => {
        terminals.show(session.id);
      }}
      className={classNames(
        "focus-inset relative flex h-full max-w-44 items-center gap-1.5 px-2.5 text-small transition-colors",
        isShown
          ? "text-ink after:absolute after:inset-x-2 after:bottom-0 after:h-px after:bg-ink"
          : "text-ink-muted hover:text-ink",
      )}
    >
      <span className="truncate">{session.name}</span>
      {state.type === "running" && (
        <span title={terminal.running} className="size-1.5 shrink-0 rounded-full bg-good">
          <span className="sr-only">{terminal.running}</span>
        </span>
      )}
    </button>
  );
}
