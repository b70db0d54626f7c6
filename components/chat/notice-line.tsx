"use client";

import { Info, TriangleAlert } from "lucide-react";
import { memo } from "react";
import type { Agent, NoticeAction, NoticeItem } from "@/lib/agent";
import { permissionModes } from "@/lib/permissions";
import { Button } from "../ui/button";
import { classNames } from "../ui/class-names";
import { useChat, type ChatHost } from "../agent/chat-context";
import { Markdown } from "../agent/markdown";

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

function NoticeText({ item: { kind, text } }: { readonly item: NoticeItem }) {
  const { host, strings } = useChat();
  if (kind === "compacted")
    return (
      <details className="min-w-0 flex-1">
        <summary className="rounded-[4px]">{strings.notices.compacted}</summary>
        <div className="mt-1.5">
          <Markdown text={text} />
        </div>
      </details>
    );
  const mode = kind === "mode" ? permissionModes.find((known) => known === text) : undefined;
  const said = {
    mode: strings.notices.mode(mode ? strings.modes[mode] : text),
    model: strings.notices.model(host.models.find(({ id }) => id === text)?.name ?? text),
  };
  return (
    <p className="min-w-0 flex-1 break-words whitespace-pre-wrap">
      {kind === "mode" || kind === "model" ? said[kind] : text}
    </p>
  );
}

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
        "rounded-control border px-2.5 py-2 text-small",
        serious ? "border-bad/50 text-ink" : "border-line text-ink-muted",
      )}
    >
      <div className="flex items-start gap-2">
        <Icon size={14} className={classNames("mt-px shrink-0", serious ? "text-bad" : "text-ink-faint")} aria-hidden />
        <NoticeText item={item} />
      </div>
      {ways.length > 0 && (
        <span className="mt-2 flex flex-wrap gap-1.5 pl-[22px]">
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
