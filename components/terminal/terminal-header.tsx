"use client";

import { ChevronDown, Columns2, Ellipsis, ListVideo, Plus } from "lucide-react";
import { useState } from "react";
import type { TerminalSession } from "@/lib/studio";
import { useStrings } from "../app-context";
import { useStudio } from "../studio-context";
import { IconButton } from "../ui/icon-button";
import { Menu } from "../ui/menu";
import { useKeysOf } from "../use-keys-of";
import { useRunCommand } from "../use-run-command";
import { useStore } from "../use-store";
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
  const endRenaming = () => {
    setRenaming(undefined);
  };
  return (
    <div className="flex h-8 shrink-0 items-center gap-1 border-b border-line pr-1.5 pl-1 coarse:h-11">
      {sessions.length === 0 && (
        <h2 className="px-2 text-small font-medium text-ink-muted">{workbench.regions.terminal}</h2>
      )}
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
            onRename={setRenaming}
            onEnd={endRenaming}
          />
        ))}
      </div>
      {session && (
        <>
          <IconButton
            icon={Columns2}
            label={panels.terminal.split}
            className="max-md:hidden"
            onClick={() => {
              terminals.open({ beside: true });
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

interface SessionMenuProps {
  readonly session: TerminalSession;
  readonly onFind: () => void;
  readonly onRename: (id: string) => void;
}

function SessionMenu({ session, onFind, onRename }: SessionMenuProps) {
  const { terminals } = useStudio();
  const { terminal, panels } = useStrings();
  const { type } = useStore(session.state);
  const name = useStore(session.name);
  const isRunning = type === "running" || type === "starting";
  return (
    <Menu
      groups={[
        [
          { label: panels.terminal.find, keys: "Ctrl+F", onSelect: onFind },
          { label: terminal.clear, onSelect: session.clear },
          {
            label: panels.terminal.rename,
            onSelect: () => {
              onRename(session.id);
            },
          },
        ],
        [
          { label: panels.terminal.kill, disabled: !isRunning, onSelect: session.kill },
          { label: panels.terminal.restart, disabled: isRunning || !session.program, onSelect: session.restart },
          {
            label: terminal.close(name),
            danger: true,
            onSelect: () => {
              terminals.close(session.id);
            },
          },
        ],
      ]}
    >
      <IconButton icon={Ellipsis} label={panels.terminal.more} />
    </Menu>
  );
}
