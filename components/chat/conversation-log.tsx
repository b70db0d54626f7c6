"use client";

import { ArrowDown, MessageSquare } from "lucide-react";
import { useEffect, useRef, useState, type RefObject } from "react";
import type { ConversationItem } from "@/lib/agent";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { IconButton } from "../ui/icon-button";
import { useStore } from "../use-store";
import { AssistantMessage } from "./assistant-message";
import { useChat } from "../agent/chat-context";
import { NoticeLine } from "./notice-line";
import { UserMessage } from "./user-message";

/** Nearer to the end than this, new text keeps the end in view. */
const nearEnd = 80;

/** The conversation, which stays at its end while the reader is there. What is out of view costs no layout. */
export function ConversationLog() {
  const { agent, strings } = useChat();
  const { items } = useStore(agent.conversation);
  const scroller = useRef<HTMLDivElement>(null);
  const [atEnd, setAtEnd] = useState(true);
  useStayAtEnd(scroller, items, atEnd);
  if (items.length === 0) return <EmptyConversation />;
  return (
    <div className="relative min-h-0 flex-1">
      <div
        ref={scroller}
        role="log"
        aria-label={strings.conversation}
        aria-live="off"
        tabIndex={0}
        className="focus-inset h-full overflow-y-auto overscroll-contain p-3"
        onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
          setAtEnd(scrollHeight - scrollTop - clientHeight < nearEnd);
        }}
      >
        <ol className="flex flex-col gap-4">
          {items.map((item) => (
            <li key={item.id} className="[contain-intrinsic-size:auto_120px] [content-visibility:auto]">
              <ItemView item={item} />
            </li>
          ))}
        </ol>
      </div>
      {!atEnd && (
        <IconButton
          icon={ArrowDown}
          label={strings.jumpToEnd}
          size="medium"
          className="absolute right-4 bottom-3 border border-line-strong bg-raised shadow-float"
          onClick={() => {
            setAtEnd(true);
          }}
        />
      )}
    </div>
  );
}

function useStayAtEnd(scroller: RefObject<HTMLDivElement | null>, items: readonly ConversationItem[], atEnd: boolean) {
  useEffect(() => {
    const element = scroller.current;
    if (atEnd && items.length > 0) element?.scrollTo({ top: element.scrollHeight });
  }, [scroller, items, atEnd]);
}

function ItemView({ item }: { readonly item: ConversationItem }) {
  if (item.type === "user") return <UserMessage item={item} />;
  return item.type === "assistant" ? <AssistantMessage item={item} /> : <NoticeLine item={item} />;
}

function EmptyConversation() {
  const { agent, host, strings } = useChat();
  return (
    <div role="log" aria-label={strings.conversation} className="min-h-0 flex-1">
      <EmptyState
        icon={<MessageSquare size={20} aria-hidden />}
        title={strings.emptyTitle}
        text={strings.emptyText}
        action={
          <div className="flex flex-col gap-1.5">
            {strings.suggestions.map((suggestion) => (
              <Button key={suggestion} onClick={() => void host.attempt(() => agent.send(suggestion))}>
                {suggestion}
              </Button>
            ))}
          </div>
        }
      />
    </div>
  );
}
