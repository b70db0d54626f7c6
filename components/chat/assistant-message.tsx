"use client";

import { memo, useState } from "react";
import { ChevronRight } from "lucide-react";
import type { AssistantItem, AssistantPart } from "@/lib/agent";
import { classNames } from "../ui/class-names";
import { useChat } from "../agent/chat-context";
import { Markdown } from "../agent/markdown";
import { ToolCard } from "./tool-card";

export const AssistantMessage = memo(function AssistantMessage({ item }: { readonly item: AssistantItem }) {
  const { strings } = useChat();
  return (
    <article aria-label={strings.agent} className="flex flex-col gap-2">
      {item.parts.map((part) => (
        <PartView key={part.id} part={part} streaming={item.state === "streaming"} />
      ))}
      {item.state === "stopped" && <p className="text-small text-ink-faint">{strings.stopped}</p>}
    </article>
  );
});

function PartView({ part, streaming }: { readonly part: AssistantPart; readonly streaming: boolean }) {
  if (part.type === "tool") return <ToolCard call={part.call} />;
  if (part.type === "reasoning") return <Reasoning text={part.text} live={part.open} />;
  return part.text.trim() === "" ? null : <Markdown text={part.text} streaming={streaming} />;
}

function Reasoning({ text, live }: { readonly text: string; readonly live: boolean }) {
  const { strings } = useChat();
  const [open, setOpen] = useState(false);
  if (text.trim() === "" && !live) return null;
  return (
    <section className="text-ink-muted">
      <button
        type="button"
        aria-expanded={open}
        className="inline-flex items-center gap-1 rounded-[4px] text-small hover:text-ink coarse:min-h-10"
        onClick={() => {
          setOpen(!open);
        }}
      >
        <ChevronRight size={12} className={classNames("transition-transform", open && "rotate-90")} aria-hidden />
        {live ? strings.thinking : strings.thought}
      </button>
      {open && <p className="mt-1 border-l-2 border-line pl-3 text-small whitespace-pre-wrap">{text}</p>}
    </section>
  );
}
