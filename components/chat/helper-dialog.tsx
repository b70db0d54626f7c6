"use client";

import { useMemo } from "react";
import type { ConversationItem } from "@/lib/agent";
import { useChat } from "../agent/chat-context";
import { Dialog } from "../ui/dialog";
import { useStore } from "../use-store";
import { AssistantMessage } from "./assistant-message";
import { NoticeLine } from "./notice-line";

/** What the helper that was chosen was asked, says and does, as it happens and past its end. */
export function HelperDialog() {
  const { helper, showHelper } = useChat();
  if (!helper) return null;
  return (
    <Dialog
      open
      onOpenChange={() => {
        showHelper(undefined);
      }}
      title={helper.title}
      className="max-w-2xl"
    >
      <HelperConversation id={helper.id} />
    </Dialog>
  );
}

function HelperConversation({ id }: { readonly id: string }) {
  const { agent, strings } = useChat();
  const conversation = useMemo(() => agent.agentConversation(id), [agent, id]);
  const { items } = useStore(conversation);
  return (
    <div role="log" aria-label={strings.agents} aria-live="off" tabIndex={0} className="min-h-0 overflow-y-auto p-5">
      <ol className="flex flex-col gap-4">
        {items.map((item) => (
          <li key={item.id}>
            <HelperItem item={item} />
          </li>
        ))}
      </ol>
    </div>
  );
}

function HelperItem({ item }: { readonly item: ConversationItem }) {
  if (item.type === "assistant") return <AssistantMessage item={item} />;
  if (item.type === "notice") return <NoticeLine item={item} />;
  return (
    <p className="rounded-panel border border-line bg-ground px-3 py-2 break-words whitespace-pre-wrap">{item.text}</p>
  );
}
