"use client";

import {
  Files,
  GitBranch,
  History,
  MessageSquare,
  MessagesSquare,
  Search,
  Settings,
  type LucideIcon,
} from "lucide-react";
import type { ReactNode } from "react";
import { fitting, showRegion, showSide, togglePart, toggleSide, type SideView } from "@/lib/studio";
import { useStrings } from "../app-context";
import { useStudio } from "../studio-context";
import { AttentionDot } from "../ui/attention-dot";
import { IconButton } from "../ui/icon-button";
import { useStore } from "../use-store";
import { useKeysOf } from "../use-keys-of";
import { useRunCommand } from "../use-run-command";
import { useBodyWidth } from "./use-body-width";

const views: readonly { readonly view: SideView; readonly icon: LucideIcon; readonly command: string }[] = [
  { view: "files", icon: Files, command: "show-files" },
  { view: "search", icon: Search, command: "show-search" },
  { view: "git", icon: GitBranch, command: "show-git" },
  { view: "history", icon: History, command: "show-history" },
  { view: "sessions", icon: MessagesSquare, command: "show-sessions" },
];

export function Rail() {
  const { assistant, layout } = useStudio();
  const { workbench, commands } = useStrings();
  const keysOf = useKeysOf();
  const runCommand = useRunCommand();
  const width = useBodyWidth();
  const shown = fitting(useStore(layout), width);
  const asks = useStore(assistant.asks) && !shown.chat;
  return (
    <RailFrame label={workbench.rail}>
      {views.map(({ view, icon, command }) => (
        <IconButton
          key={view}
          icon={icon}
          size="medium"
          side="right"
          label={workbench.regions[view]}
          keys={keysOf(command)}
          aria-pressed={shown.side === view}
          onClick={() => {
            layout.set((now) => (shown.side === view ? toggleSide(showSide(now, view), view) : showSide(now, view)));
          }}
        />
      ))}
      <div className="my-1 h-px w-5 bg-line" />
      <span className="relative">
        <IconButton
          icon={MessageSquare}
          size="medium"
          side="right"
          label={asks ? `${commands.toggleChat}: ${workbench.agentAsks}` : commands.toggleChat}
          keys={keysOf("toggle-chat")}
          aria-pressed={shown.chat}
          onClick={() => {
            layout.set((now) => (shown.chat ? togglePart(showRegion(now, "chat"), "chat") : showRegion(now, "chat")));
          }}
        />
        {asks && <AttentionDot />}
      </span>
      <div className="flex-1" />
      <IconButton
        icon={Settings}
        size="medium"
        side="right"
        label={workbench.settings}
        keys={keysOf("settings")}
        onClick={() => {
          runCommand("settings");
        }}
      />
    </RailFrame>
  );
}

function RailFrame({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <nav
      aria-label={label}
      className="flex w-11 shrink-0 flex-col items-center gap-1 border-r border-line bg-ground py-1.5"
    >
      {children}
    </nav>
  );
}
