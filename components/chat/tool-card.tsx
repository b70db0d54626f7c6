"use client";

import { Ban, Check, ChevronRight, CircleDashed, CircleHelp, Loader, X, type LucideIcon } from "lucide-react";
import { useState } from "react";
import type { ToolCallState, ToolCallView } from "@/lib/agent";
import type { FileDiff } from "@/lib/tools";
import { classNames } from "../ui/class-names";
import { useChat } from "../agent/chat-context";
import { ToolDetails } from "./tool-details";

const looks: Readonly<Record<ToolCallState, { readonly icon: LucideIcon; readonly className: string }>> = {
  input: { icon: Loader, className: "animate-spin text-ink-faint" },
  waiting: { icon: CircleDashed, className: "text-ink-faint" },
  asking: { icon: CircleHelp, className: "text-ember-ink" },
  running: { icon: Loader, className: "animate-spin text-ember-ink" },
  done: { icon: Check, className: "text-good" },
  failed: { icon: X, className: "text-bad" },
  denied: { icon: Ban, className: "text-warn" },
  interrupted: { icon: Ban, className: "text-ink-faint" },
};

/** One call of a tool: a line that opens to what went in, what came out and what changed. */
export function ToolCard({ call }: { readonly call: ToolCallView }) {
  const [open, setOpen] = useState(false);
  const { icon: Icon, className } = looks[call.state];
  return (
    <section className="rounded-control border border-line bg-surface">
      <button
        type="button"
        aria-expanded={open}
        className="focus-inset flex w-full items-center gap-2 rounded-control px-2 py-1.5 text-left hover:bg-hover coarse:min-h-10"
        onClick={() => {
          setOpen(!open);
        }}
      >
        <Icon size={14} className={classNames("shrink-0", className)} aria-hidden />
        <span className="shrink-0 font-medium">{call.name}</span>
        <span className="min-w-0 flex-1 truncate font-mono text-small text-ink-muted">{call.title}</span>
        <Counts diffs={call.diff ?? []} />
        <Progress call={call} />
        <ChevronRight
          size={14}
          className={classNames("shrink-0 text-ink-faint transition-transform", open && "rotate-90")}
          aria-hidden
        />
      </button>
      {call.state === "running" && call.progress && !open && (
        <pre className="truncate px-2 pb-1.5 pl-8 font-mono text-mini text-ink-faint">{lastLine(call.progress)}</pre>
      )}
      {open && <ToolDetails call={call} />}
    </section>
  );
}

function Counts({ diffs }: { readonly diffs: readonly FileDiff[] }) {
  const added = diffs.reduce((sum, diff) => sum + diff.added, 0);
  const removed = diffs.reduce((sum, diff) => sum + diff.removed, 0);
  if (added + removed === 0) return null;
  return (
    <span className="shrink-0 font-mono text-mini">
      <span className="text-good">+{added}</span> <span className="text-bad">−{removed}</span>
    </span>
  );
}

function Progress({ call: { state, duration } }: { readonly call: ToolCallView }) {
  const { strings } = useChat();
  const ended = state === "done" && duration !== undefined;
  return (
    <span className="shrink-0 text-mini text-ink-faint">
      {ended ? strings.duration(Math.round(duration)) : strings.toolStates[state]}
    </span>
  );
}

const lastLine = (text: string): string => text.trimEnd().split("\n").at(-1) ?? "";
