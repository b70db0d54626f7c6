"use client";

import { ArrowUp, CornerDownLeft, X } from "lucide-react";
import { IconButton } from "../ui/icon-button";
import { useStore } from "../use-store";
import { useChat } from "../agent/chat-context";

/** Messages that wait for the turn to end. Each can be changed, moved, sent at the next step or taken away. */
export function QueueList() {
  const { agent, host, strings } = useChat();
  const queue = useStore(agent.queue);
  if (queue.length === 0) return null;
  return (
    <section className="border-t border-line px-3 py-2">
      <h3 className="mb-1 text-mini font-medium text-ink-faint">{strings.queued(queue.length)}</h3>
      <ol aria-label={strings.queue} className="flex flex-col gap-1">
        {queue.map(({ id, text }, at) => (
          <li key={id} className="flex items-center gap-1 rounded-control border border-line bg-ground pl-2">
            <input
              aria-label={strings.editQueued}
              value={text}
              className="focus-inset h-7 min-w-0 flex-1 rounded-[4px] bg-transparent text-small"
              onChange={(event) => {
                agent.editQueued(id, event.target.value);
              }}
            />
            <IconButton
              icon={ArrowUp}
              label={strings.moveUp}
              disabled={at === 0}
              onClick={() => {
                agent.moveQueued(id, at - 1);
              }}
            />
            <IconButton
              icon={CornerDownLeft}
              label={strings.sendNow}
              onClick={() => void host.attempt(() => agent.steerQueued(id))}
            />
            <IconButton
              icon={X}
              label={strings.removeQueued}
              onClick={() => {
                agent.removeQueued(id);
              }}
            />
          </li>
        ))}
      </ol>
    </section>
  );
}
