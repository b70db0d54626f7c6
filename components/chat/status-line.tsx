"use client";

import { Loader } from "lucide-react";
import { useEffect, useState } from "react";
import type { AgentStatus } from "@/lib/agent";
import type { ChatStrings } from "@/lib/studio";
import { useStore } from "../use-store";
import { useChat } from "../agent/chat-context";

/** What the agent does right now. Screen readers hear each change of it, and nothing of the text as it streams. */
export function StatusLine() {
  const { agent, strings } = useChat();
  const running = useStore(agent.status);
  const questions = useStore(agent.questions);
  const status: AgentStatus = questions.length > 0 && running.type !== "stopping" ? { type: "asking" } : running;
  const now = useSeconds(status.type === "retrying");
  const text = describe(status, strings, now);
  return (
    <output className="flex min-h-6 items-center gap-2 px-3 text-small text-ink-muted">
      {text !== "" && status.type !== "asking" && (
        <Loader size={12} className="shrink-0 animate-spin text-ember-ink" aria-hidden />
      )}
      <span className="min-w-0 truncate">{text}</span>
    </output>
  );
}

function describe(status: AgentStatus, { status: words }: ChatStrings, now: number): string {
  switch (status.type) {
    case "idle":
      return "";
    case "waiting-for-model":
      return words.waiting;
    case "tools":
      return words.tools(status.running);
    case "retrying":
      return words.retrying(status.why, Math.max(0, Math.ceil((status.until - now) / 1000)));
    default:
      return words[status.type];
  }
}

function useSeconds(running: boolean): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!running) return undefined;
    const timer = setInterval(() => {
      setNow(Date.now());
    }, 500);
    return () => {
      clearInterval(timer);
    };
  }, [running]);
  return now;
}
