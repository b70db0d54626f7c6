"use client";

import { ArrowDown, MessageSquare } from "lucide-react";
import { useMemo, useRef } from "react";
import type { ConversationItem } from "@/lib/agent";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { IconButton } from "../ui/icon-button";
import { useStore } from "../use-store";
import { AnswerActions } from "./answer-actions";
import { AssistantMessage } from "./assistant-message";
import { useChat } from "../agent/chat-context";
import { NoticeLine } from "./notice-line";
import { useStayAtEnd } from "./use-stay-at-end";
import { useTail, type Tail } from "./use-tail";
import { UserMessage } from "./user-message";

/** The conversation, which stays at its end while the reader is there. What is out of view costs no layout. */
export function ConversationLog() {
  const { agent, strings } = useChat();
  const { items: all, session } = useStore(agent.conversation);
  const items = useMemo(() => all.filter(saysSomething), [all]);
  const scroller = useRef<HTMLDivElement>(null);
  const { atEnd, goToEnd, onScroll } = useStayAtEnd(scroller, items.length > 0);
  const tail = useTail(items, session, atEnd);
  if (items.length === 0) return <EmptyConversation />;
  return (
    <div className="relative min-h-0 flex-1 overflow-hidden">
      <div
        ref={scroller}
        role="log"
        aria-label={strings.conversation}
        aria-live="off"
        tabIndex={0}
        className="focus-inset h-full overflow-y-auto overscroll-contain p-3"
        onScroll={onScroll}
      >
        <Items tail={tail} />
      </div>
      {!atEnd && (
        <IconButton
          icon={ArrowDown}
          label={strings.jumpToEnd}
          size="medium"
          className="absolute right-4 bottom-3 border border-line-strong bg-raised shadow-float"
          onClick={goToEnd}
        />
      )}
    </div>
  );
}

function Items({ tail: { shown, hidden, showEarlier, sentinel } }: { readonly tail: Tail<ConversationItem> }) {
  const { strings } = useChat();
  return (
    <>
      {hidden > 0 && (
        <Button ref={sentinel} className="mb-4" onClick={showEarlier}>
          {strings.showEarlier(hidden)}
        </Button>
      )}
      <ol className="flex flex-col gap-4">
        {shown.map((item, at) => (
          <li key={item.id} className="[contain-intrinsic-size:auto_120px] [content-visibility:auto]">
            <ItemView item={item} isLast={at === shown.length - 1} />
          </li>
        ))}
      </ol>
    </>
  );
}

/** A request that failed before its first word leaves nothing to look at. */
const saysSomething = (item: ConversationItem): boolean =>
  item.type !== "assistant" || item.parts.length > 0 || item.state === "stopped";

function ItemView({ item, isLast }: { readonly item: ConversationItem; readonly isLast: boolean }) {
  if (item.type === "user") return <UserMessage item={item} />;
  if (item.type === "notice") return <NoticeLine item={item} />;
  return (
    <>
      <AssistantMessage item={item} />
      <AnswerActions item={item} isLast={isLast} />
    </>
  );
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
