"use client";

import { Ban, Check, CircleDashed, X } from "lucide-react";
import { memo, useEffect, useRef } from "react";
import type { AssistantPart, ConversationItem, ReplayedConversation, ToolCallView } from "@/lib/agent";
import { decisionWords } from "../agent/decision-words";
import { Markdown } from "../agent/markdown";
import { useSharingStrings } from "../reading/use-sharing-strings";
import { classNames } from "../ui/class-names";

/** So many entries before the moment are shown; the rest is a matter of going back. */
const shownItems = 14;

export const ReplayConversation = memo(function ReplayConversation({
  conversation,
}: {
  readonly conversation: ReplayedConversation;
}) {
  const { replay: strings } = useSharingStrings();
  const scroller = useRef<HTMLDivElement>(null);
  const items = conversation.items.slice(-shownItems);
  const earlier = conversation.earlier + conversation.items.length - items.length;
  useEffect(() => {
    if (conversation.items.length > 0) scroller.current?.scrollTo({ top: scroller.current.scrollHeight });
  }, [conversation]);
  return (
    <div
      ref={scroller}
      role="region"
      aria-label={strings.conversation}
      tabIndex={0}
      className="focus-inset min-h-0 flex-1 basis-1/2 overflow-y-auto border-line p-3 md:max-w-md md:border-r"
    >
      {earlier > 0 && <p className="mb-3 text-small text-ink-faint">{strings.earlier(earlier)}</p>}
      <ol className="flex flex-col gap-3">
        {items.map((item) => (
          <li key={item.id}>
            <ItemView item={item} />
          </li>
        ))}
      </ol>
    </div>
  );
});

const ItemView = memo(function ItemView({ item }: { readonly item: ConversationItem }) {
  const { replay: strings } = useSharingStrings();
  if (item.type === "user") {
    return (
      <article aria-label={strings.you} className="rounded-panel border border-line bg-ground px-3 py-2">
        <p className="break-words whitespace-pre-wrap">{item.text}</p>
      </article>
    );
  }
  if (item.type === "notice")
    return <p className="text-small break-words whitespace-pre-wrap text-ink-muted">{item.text}</p>;
  return (
    <article aria-label={strings.agent} className="flex flex-col gap-2">
      {item.parts.map((part) => (
        <PartView key={`${part.type} ${part.id}`} part={part} />
      ))}
    </article>
  );
});

const PartView = memo(function PartView({ part }: { readonly part: AssistantPart }) {
  const { replay: strings } = useSharingStrings();
  if (part.type === "tool") return <CallView call={part.call} />;
  if (part.text.trim() === "") return null;
  if (part.type === "text") return <Markdown text={part.text} />;
  return (
    <details className="text-small text-ink-muted">
      <summary>{strings.thinking}</summary>
      <p className="mt-1 border-l-2 border-line pl-3 whitespace-pre-wrap">{part.text}</p>
    </details>
  );
});

const longestOutput = 4000;

function CallView({ call }: { readonly call: ToolCallView }) {
  const { replay: strings } = useSharingStrings();
  const { icon: Icon, className } = lookOf(call.state);
  const input = typeof call.input === "string" ? call.input : (JSON.stringify(call.input, null, 2) ?? "");
  return (
    <details className="rounded-control border border-line bg-surface">
      <summary className="focus-inset flex items-center gap-2 rounded-control px-2 py-1.5 hover:bg-hover">
        <Icon size={14} aria-hidden className={classNames("shrink-0", className)} />
        <span className="shrink-0 font-medium">{call.name}</span>
        <span className="min-w-0 flex-1 truncate font-mono text-small text-ink-muted">{call.title}</span>
        {call.decision && (
          <span className="truncate text-mini text-ink-faint">
            {decisionWords(strings.decisionWords, call.decision)}
          </span>
        )}
      </summary>
      <Text label={strings.input} text={input} />
      {call.output && <Text label={strings.output} text={call.output} />}
    </details>
  );
}

function Text({ label, text }: { readonly label: string; readonly text: string }) {
  return (
    <div className="border-t border-line px-2 py-1.5">
      <h4 className="text-mini font-medium text-ink-faint">{label}</h4>
      <pre
        tabIndex={0}
        aria-label={label}
        className="focus-inset max-h-56 overflow-auto font-mono text-small break-words whitespace-pre-wrap text-ink-muted"
      >
        {text.slice(0, longestOutput)}
      </pre>
    </div>
  );
}

function lookOf(state: ToolCallView["state"]) {
  if (state === "done") return { icon: Check, className: "text-good" };
  if (state === "failed") return { icon: X, className: "text-bad" };
  if (state === "denied" || state === "interrupted") return { icon: Ban, className: "text-warn" };
  return { icon: CircleDashed, className: "text-ink-faint" };
}
