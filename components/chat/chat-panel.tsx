"use client";

import { useEffect, useState } from "react";
import { messageOf } from "@/lib/base";
import type { Assistant } from "@/lib/studio";
import { useApp, useStrings } from "../app-context";
import { useStudio } from "../studio-context";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { RegionHeader } from "../ui/region";
import { ChatProvider } from "../agent/chat-context";
import { ConversationView } from "./conversation-view";
import { useChatHost } from "./use-chat-host";

type Waking =
  | { readonly type: "waking" }
  | { readonly type: "awake"; readonly assistant: Assistant }
  | { readonly type: "failed"; readonly reason: string };

/** The conversation with the project's agent, which wakes when this is first shown. */
export function ChatPanel() {
  const { chat, common, workbench } = useStrings();
  const [state, retry] = useAssistant();
  return (
    <>
      <RegionHeader title={workbench.regions.chat} />
      <div className="min-h-0 flex-1">
        {state.type === "awake" && <Awake assistant={state.assistant} />}
        {state.type === "waking" && <output className="block p-3 text-ink-faint">{chat.waking}</output>}
        {state.type === "failed" && (
          <EmptyState
            title={chat.failed}
            text={state.reason}
            action={<Button onClick={retry}>{common.retry}</Button>}
          />
        )}
      </div>
    </>
  );
}

function Awake({ assistant }: { readonly assistant: Assistant }) {
  const host = useChatHost(assistant);
  return (
    <ChatProvider assistant={assistant} host={host}>
      <ConversationView />
    </ChatProvider>
  );
}

function useAssistant(): readonly [Waking, () => void] {
  const { assistant } = useStudio();
  const { settings } = useApp();
  const [tries, setTries] = useState(0);
  const [state, setState] = useState<Waking>({ type: "waking" });
  useEffect(() => {
    let gone = false;
    const wake = async () => {
      try {
        const awake = await assistant.wake(settings);
        if (!gone) setState({ type: "awake", assistant: awake });
      } catch (error) {
        if (!gone) setState({ type: "failed", reason: messageOf(error) });
      }
    };
    if (tries >= 0) void wake();
    return () => {
      gone = true;
    };
  }, [assistant, settings, tries]);
  const retry = () => {
    setState({ type: "waking" });
    setTries(tries + 1);
  };
  return [state, retry];
}
