"use client";

import { Info, TriangleAlert } from "lucide-react";
import { memo } from "react";
import type { Agent, NoticeAction, NoticeItem } from "@/lib/agent";
import { Button } from "../ui/button";
import { classNames } from "../ui/class-names";
import { useChat, type ChatHost } from "../agent/chat-context";

const acts: Readonly<Record<NoticeAction, (agent: Agent, host: ChatHost) => Promise<unknown>>> = {
  retry: (agent) => agent.retry(),
  continue: (agent) => agent.retry(),
  compact: (agent) => agent.compact(),
  "undo-restore": (agent) => agent.undoRestore(),
  "open-model-settings": async (_, host) => {
    host.openModelSettings();
  },
  "raise-limit": async (agent) => {
    const { turnCap, sessionCap } = agent.cost.get();
    agent.setSpendCaps({
      ...(turnCap !== undefined && { turn: turnCap * 2 }),
      ...(sessionCap !== undefined && { session: sessionCap * 2 }),
    });
    await agent.retry();
  },
};

export const NoticeLine = memo(function NoticeLine({ item }: { readonly item: NoticeItem }) {
  const { agent, host, strings } = useChat();
  const serious = item.kind === "error" || item.kind === "guard";
  const Icon = serious ? TriangleAlert : Info;
  // A log may come from elsewhere: only what is known here can be pressed.
  const ways = [...(item.action ? [item.action] : []), ...(item.others ?? [])].filter((way) =>
    Object.hasOwn(acts, way),
  );
  return (
    <div
      className={classNames(
        "flex items-start gap-2 rounded-control border px-2.5 py-2 text-small",
        serious ? "border-bad/50 text-ink" : "border-line text-ink-muted",
      )}
    >
      <Icon size={14} className={classNames("mt-px shrink-0", serious ? "text-bad" : "text-ink-faint")} aria-hidden />
      <p className="min-w-0 flex-1 break-words whitespace-pre-wrap">{item.text}</p>
      {ways.length > 0 && (
        <span className="-my-1 flex flex-wrap justify-end gap-1">
          {ways.map((way) => (
            <Button key={way} onClick={() => void host.attempt(() => acts[way](agent, host))}>
              {strings.actions[way]}
            </Button>
          ))}
        </span>
      )}
    </div>
  );
});
