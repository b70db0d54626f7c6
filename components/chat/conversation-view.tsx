"use client";

import { History, ShieldCheck, SquarePen } from "lucide-react";
import { useEffect, useState } from "react";
import { PermissionsDialog } from "../permissions/permissions-dialog";
import { IconButton } from "../ui/icon-button";
import { useChat } from "../agent/chat-context";
import { Composer } from "./composer";
import { ConversationLog } from "./conversation-log";
import { Meters } from "./meters";
import { QueueList } from "./queue-list";
import { Questions } from "./questions";
import { SessionsDialog } from "./sessions-dialog";
import { StatusLine } from "./status-line";
import { SubAgents } from "./sub-agents";
import { TodoList } from "./todo-list";

type Open = "sessions" | "permissions" | undefined;

/** The conversation with everything that belongs to it, from the newest answer down to where the next message is written. */
export function ConversationView() {
  const [open, setOpen] = useState<Open>();
  useRequests(setOpen);
  return (
    <div className="flex h-full min-h-0 flex-col">
      <Toolbar onOpen={setOpen} />
      <ConversationLog />
      <StatusLine />
      <SubAgents />
      <TodoList />
      <QueueList />
      <Questions />
      <Composer />
      <SessionsDialog
        open={open === "sessions"}
        onOpenChange={(next) => {
          setOpen(next ? "sessions" : undefined);
        }}
      />
      <PermissionsDialog
        open={open === "permissions"}
        onOpenChange={(next) => {
          setOpen(next ? "permissions" : undefined);
        }}
      />
    </div>
  );
}

function Toolbar({ onOpen }: { readonly onOpen: (what: Open) => void }) {
  const { agent, host, strings } = useChat();
  return (
    <div className="flex h-8 shrink-0 items-center gap-1 border-b border-line px-2 coarse:h-11">
      <Meters />
      <div className="ml-auto flex">
        <IconButton
          icon={ShieldCheck}
          label={strings.permissions}
          onClick={() => {
            onOpen("permissions");
          }}
        />
        <IconButton
          icon={History}
          label={strings.sessions}
          onClick={() => {
            onOpen("sessions");
          }}
        />
        <IconButton icon={SquarePen} label={strings.newSession} onClick={() => void host.attempt(agent.newSession)} />
      </div>
    </div>
  );
}

/** Slash commands that open something of the view's. */
function useRequests(setOpen: (what: Open) => void) {
  const { agent, host } = useChat();
  useEffect(() => {
    const listening = agent.onRequest((request) => {
      if (request.type === "export") host.download(request.name, request.text);
      else if (request.what === "permissions") setOpen("permissions");
      else if (request.what === "resume") setOpen("sessions");
      else if (request.what === "model") host.openModelSettings();
    });
    return () => {
      listening.dispose();
    };
  }, [agent, host, setOpen]);
}
