"use client";

import { MessageSquare } from "lucide-react";
import { useStrings } from "../app-context";
import { EmptyState } from "../ui/empty-state";
import { RegionHeader } from "../ui/region";

/** The conversation with the agent. Without an agent it says what it is for. */
export function ChatPanel() {
  const { chat, workbench } = useStrings();
  return (
    <>
      <RegionHeader title={workbench.regions.chat} />
      <EmptyState icon={<MessageSquare size={20} aria-hidden />} title={chat.empty} text={chat.emptyText} />
    </>
  );
}
