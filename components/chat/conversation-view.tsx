"use client";

import { BookText, Gauge, History, ShieldCheck, SquarePen } from "lucide-react";
import { useState } from "react";
import { LoadMeter } from "../models/load-meter";
import { IconButton } from "../ui/icon-button";
import { useChat } from "../agent/chat-context";
import { ChatDialogs, useRequests, type ChatDialog } from "./chat-dialogs";
import { Composer } from "./composer";
import { ConversationLog } from "./conversation-log";
import { HelperDialog } from "./helper-dialog";
import { Meters } from "./meters";
import { QueueList } from "./queue-list";
import { Questions } from "./questions";
import { StatusLine } from "./status-line";
import { SubAgents } from "./sub-agents";
import { TodoList } from "./todo-list";

/** The conversation with everything that belongs to it, from the newest answer down to where the next message is written. */
export function ConversationView() {
  const [open, setOpen] = useState<ChatDialog>();
  useRequests(setOpen);
  return (
    <div className="chat-column flex h-full min-h-0 flex-col">
      <Toolbar onOpen={setOpen} />
      <ConversationLog />
      <StatusLine />
      <ModelOnItsWay />
      <div className="chat-lists max-h-[35%] shrink-0 overflow-y-auto">
        <SubAgents />
        <TodoList />
        <QueueList />
      </div>
      <Questions />
      <Composer />
      <HelperDialog />
      <ChatDialogs open={open} onOpen={setOpen} />
    </div>
  );
}

/** A model that has to be loaded into the tab first: how far it is. */
function ModelOnItsWay() {
  const { models } = useChat();
  return <LoadMeter models={models} className="px-3 pb-1" />;
}

function Toolbar({ onOpen }: { readonly onOpen: (what: ChatDialog) => void }) {
  const { agent, host, strings } = useChat();
  return (
    <div className="flex h-8 shrink-0 items-center gap-1 border-b border-line px-2 coarse:h-11">
      <Meters />
      <div className="ml-auto flex">
        <IconButton
          icon={Gauge}
          label={strings.usage}
          onClick={() => {
            onOpen("usage");
          }}
        />
        <IconButton
          icon={BookText}
          label={strings.memory}
          onClick={() => {
            onOpen("memory");
          }}
        />
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
