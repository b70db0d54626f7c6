"use client";

import { useEffect } from "react";
import type { UiRequest } from "@/lib/agent";
import { PermissionsDialog } from "../permissions/permissions-dialog";
import { useChat } from "../agent/chat-context";
import { HelpDialog } from "./help-dialog";
import { MemoryDialog } from "./memory-dialog";
import { RewindDialog } from "./rewind-dialog";
import { SessionsDialog } from "./sessions-dialog";
import { UsageDialog } from "./usage-dialog";

export type ChatDialog = "sessions" | "permissions" | "usage" | "help" | "memory" | "rewind";

interface ChatDialogsProps {
  readonly open: ChatDialog | undefined;
  readonly onOpen: (what: ChatDialog | undefined) => void;
}

const dialogs = {
  sessions: SessionsDialog,
  permissions: PermissionsDialog,
  usage: UsageDialog,
  help: HelpDialog,
  memory: MemoryDialog,
  rewind: RewindDialog,
} as const;

const names = Object.keys(dialogs) as readonly ChatDialog[];

export function ChatDialogs({ open, onOpen }: ChatDialogsProps) {
  return names.map((name) => {
    const One = dialogs[name];
    return (
      <One
        key={name}
        open={open === name}
        onOpenChange={(next) => {
          onOpen(next ? name : undefined);
        }}
      />
    );
  });
}

type Asked = Extract<UiRequest, { type: "open" }>["what"];

const answers: Readonly<Record<Exclude<Asked, "model">, ChatDialog>> = {
  help: "help",
  permissions: "permissions",
  memory: "memory",
  resume: "sessions",
  cost: "usage",
  context: "usage",
  rewind: "rewind",
};

/** Slash commands that open something of the view's. */
export function useRequests(onOpen: (what: ChatDialog) => void) {
  const { agent, host } = useChat();
  useEffect(() => {
    const listening = agent.onRequest((request) => {
      if (request.type === "export") host.download(request.name, request.text);
      else if (request.what === "model") host.openModelSettings();
      else onOpen(answers[request.what]);
    });
    return () => {
      listening.dispose();
    };
  }, [agent, host, onOpen]);
}
