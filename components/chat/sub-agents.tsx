"use client";

import { Bot, Square } from "lucide-react";
import type { SubAgentView } from "@/lib/agent";
import { useChat } from "../agent/chat-context";
import { IconButton } from "../ui/icon-button";
import { useStore } from "../use-store";

/** Helpers at work, each with what it does right now. */
export function SubAgents() {
  const { agent, showHelper, strings } = useChat();
  const running = useStore(agent.agents).filter(({ state }) => state === "running");
  if (running.length === 0) return null;
  return (
    <section aria-label={strings.agents} className="border-t border-line px-3 py-2">
      <h3 className="mb-1 text-mini font-medium text-ink-faint">{strings.agents}</h3>
      <ul className="flex flex-col gap-1">
        {running.map((helper) => (
          <SubAgentLine
            key={helper.id}
            helper={helper}
            onShow={() => {
              showHelper({ id: helper.id, title: helper.about });
            }}
          />
        ))}
      </ul>
    </section>
  );
}

function SubAgentLine({ helper, onShow }: { readonly helper: SubAgentView; readonly onShow: () => void }) {
  const { agent, strings } = useChat();
  return (
    <li className="flex items-center gap-2 text-small">
      <Bot size={13} className="shrink-0 text-ember-ink" aria-hidden />
      <button
        type="button"
        aria-label={strings.showAgent(helper.about)}
        className="min-w-0 shrink truncate rounded-[4px] font-medium hover:underline coarse:min-h-10"
        onClick={onShow}
      >
        {helper.about}
      </button>
      <span className="min-w-0 flex-1 truncate text-ink-faint">{helper.activity}</span>
      <span className="shrink-0 text-mini text-ink-faint">{strings.steps(helper.steps)}</span>
      <IconButton
        icon={Square}
        label={strings.stopAgent(helper.about)}
        onClick={() => {
          agent.stopAgent(helper.id);
        }}
      />
    </li>
  );
}
