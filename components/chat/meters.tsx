"use client";

import { FoldVertical } from "lucide-react";
import { classNames } from "../ui/class-names";
import { IconButton } from "../ui/icon-button";
import { useStore } from "../use-store";
import { useChat } from "../agent/chat-context";
import { dollars, shortNumber } from "./numbers";

/** Cost and context: quiet until they matter. */
export function Meters() {
  return (
    <div className="flex items-center gap-3 text-mini text-ink-faint">
      <CostMeter />
      <ContextMeter />
    </div>
  );
}

function CostMeter() {
  const { agent, strings } = useChat();
  const { usage, session, sessionCap } = useStore(agent.cost);
  const near = session !== undefined && sessionCap !== undefined && session > sessionCap * 0.8;
  const detail = strings.costDetail(
    shortNumber.format(usage.input),
    shortNumber.format(usage.output),
    shortNumber.format(usage.cacheRead),
  );
  return (
    <output aria-label={strings.cost} title={detail} className={classNames(near && "text-warn")}>
      {session === undefined
        ? strings.costUnknown(shortNumber.format(usage.input + usage.output))
        : strings.costKnown(dollars(session))}
      {near && ` ${strings.costCap(dollars(sessionCap))}`}
    </output>
  );
}

function ContextMeter() {
  const { agent, host, strings } = useChat();
  const { used, window, compactAt } = useStore(agent.context);
  const percent = window === 0 ? 0 : Math.min(100, Math.round((used / window) * 100));
  const near = used > compactAt * 0.85;
  return (
    <>
      <output
        aria-label={strings.context}
        title={`${shortNumber.format(used)} / ${shortNumber.format(window)}`}
        className={classNames(near && "text-warn")}
      >
        {strings.contextUsed(percent)}
      </output>
      {near && (
        <IconButton
          icon={FoldVertical}
          label={strings.compact}
          onClick={() => void host.attempt(() => agent.compact())}
        />
      )}
    </>
  );
}
