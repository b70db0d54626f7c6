"use client";

import { ChevronDown, Columns2, ListVideo, Plus } from "lucide-react";
import { useState } from "react";
import type { TerminalSession } from "@/lib/studio";
import { useStrings } from "../app-context";
import { useStudio } from "../studio-context";
import { IconButton } from "../ui/icon-button";
import { useKeysOf } from "../use-keys-of";
import { useRunCommand } from "../use-run-command";
import { SessionMenu } from "./session-menu";
import { TasksMenu } from "./tasks-menu";
import { TerminalTab } from "./terminal-tab";

interface TerminalHeaderProps {
  readonly sessions: readonly TerminalSession[];
  readonly session: TerminalSession | undefined;
  readonly onFind: () => void;
}

export function TerminalHeader({ sessions, session, onFind }: TerminalHeaderProps) {
  const { terminals } = useStudio();
  const { workbench, terminal, panels } = useStrings();
  const [renaming, setRenaming] = useState<string>();
  const keysOf = useKeysOf();
  const runCommand = useRunCommand();
  return (
    <div className="flex h-8 shrink-0 items-center gap-1 border-b border-line pr-1.5 pl-1 coarse:h-11">
      {sessions.length === 0 && (
        <h2 className="px-2 text-small font-medium text-ink-muted">{workbench.regions.terminal}</h2>
      )}
      <SessionTabs sessions={sessions} session={session} renaming={renaming} onRename={setRenaming} />
      {session && (
        <>
          <IconButton
            icon={Columns2}
            label={panels.terminal.split}
            className="max-md:hidden"
            onClick={() => {
              terminals.open({ beside: true, focus: true });
            }}
          />
          <SessionMenu session={session} onFind={onFind} onRename={setRenaming} />
        </>
      )}
      <TasksMenu icon={ListVideo} />
      <IconButton
        icon={Plus}
        label={terminal.new}
        keys={keysOf("new-terminal")}
        onClick={() => {
          terminals.open({ focus: true });
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

interface SessionTabsProps {
  readonly sessions: readonly TerminalSession[];
  readonly session: TerminalSession | undefined;
  readonly renaming: string | undefined;
  readonly onRename: (id: string | undefined) => void;
}

function SessionTabs({ sessions, session, renaming, onRename }: SessionTabsProps) {
  const { terminal } = useStrings();
  return (
    <div
      {...(sessions.length > 0 && { role: "tablist", "aria-label": terminal.tabs })}
      className="flex h-full min-w-0 flex-1 overflow-x-auto"
    >
      {sessions.map((each) => (
        <TerminalTab
          key={each.id}
          session={each}
          isShown={each === session}
          isRenaming={each.id === renaming}
          onRename={onRename}
          onEnd={() => {
            onRename(undefined);
          }}
        />
      ))}
    </div>
  );
}
