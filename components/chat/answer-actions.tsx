"use client";

import { Check, Copy, RotateCcw } from "lucide-react";
import { memo, useState } from "react";
import type { Agent, AssistantItem, UserItem } from "@/lib/agent";
import { useChat } from "../agent/chat-context";
import { IconButton } from "../ui/icon-button";
import { useStore } from "../use-store";

interface AnswerActionsProps {
  readonly item: AssistantItem;
  readonly isLast: boolean;
}

/** Copies an answer; the last one can be had again. */
export const AnswerActions = memo(function AnswerActions({ item, isLast }: AnswerActionsProps) {
  const text = item.parts.flatMap((part) => (part.type === "text" ? [part.text] : [])).join("\n\n");
  const calls = item.parts.some(({ type }) => type === "tool");
  if (item.state === "streaming" || calls || text.trim() === "") return null;
  return (
    <div className="-mb-1 -ml-1 flex opacity-60 transition-opacity focus-within:opacity-100 hover:opacity-100 coarse:opacity-100">
      <CopyButton text={text} />
      {isLast && <AgainButton />}
    </div>
  );
});

function CopyButton({ text }: { readonly text: string }) {
  const { host, strings } = useChat();
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  };
  return (
    <IconButton
      icon={copied ? Check : Copy}
      label={copied ? strings.copied : strings.copyAnswer}
      onClick={() => void host.attempt(copy)}
    />
  );
}

function AgainButton() {
  const { agent, host, strings } = useChat();
  const idle = useStore(agent.status).type === "idle";
  if (!idle) return null;
  return (
    <IconButton icon={RotateCcw} label={strings.answerAgain} onClick={() => void host.attempt(() => askAgain(agent))} />
  );
}

/** The message that the last turn began with, sent once more. Files stay as they are. */
async function askAgain(agent: Agent): Promise<void> {
  const isFirst = (item: { readonly type: string }): item is UserItem =>
    item.type === "user" && "steering" in item && item.steering === false;
  const message = agent.conversation.get().items.findLast(isFirst);
  if (message) await agent.resend(message.id, message.text);
}
