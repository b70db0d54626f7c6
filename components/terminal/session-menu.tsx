"use client";

import { Ellipsis } from "lucide-react";
import type { TerminalSession } from "@/lib/studio";
import { useStrings } from "../app-context";
import { useStudio } from "../studio-context";
import { IconButton } from "../ui/icon-button";
import { Menu } from "../ui/menu";
import { useStore } from "../use-store";

interface SessionMenuProps {
  readonly session: TerminalSession;
  readonly onFind: () => void;
  readonly onRename: (id: string) => void;
}

/** What can be done with the terminal that is shown. */
export function SessionMenu({ session, onFind, onRename }: SessionMenuProps) {
  const { terminals } = useStudio();
  const { terminal, panels } = useStrings();
  const { type } = useStore(session.state);
  const name = useStore(session.name);
  // The menu gives the focus back first.
  const typeNext = () => {
    requestAnimationFrame(() => {
      session.wantsFocus.set(true);
    });
  };
  const isRunning = type === "running" || type === "starting";
  return (
    <Menu
      groups={[
        [
          { label: panels.terminal.find, keys: "Ctrl+F", onSelect: onFind },
          {
            label: terminal.clear,
            onSelect: () => {
              session.clear();
              typeNext();
            },
          },
          {
            label: panels.terminal.rename,
            onSelect: () => {
              onRename(session.id);
            },
          },
        ],
        [
          { label: panels.terminal.kill, disabled: !isRunning, onSelect: session.kill },
          {
            label: panels.terminal.restart,
            disabled: isRunning || !session.program,
            onSelect: () => {
              session.restart();
              typeNext();
            },
          },
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
