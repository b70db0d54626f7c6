"use client";

import { permissionModes } from "@/lib/permissions";
import { useStore } from "../use-store";
import { useChat } from "../agent/chat-context";

const choiceClass =
  "field-sizing-content h-7 min-w-0 max-w-36 truncate rounded-control border border-transparent bg-transparent px-1 text-small text-ink-muted hover:border-line-strong hover:text-ink coarse:h-10";

/** How much the agent may do by itself, and which model it is. */
export function ComposerChoices() {
  const { agent, host, strings } = useChat();
  const mode = useStore(agent.mode);
  const model = useStore(agent.model);
  const known = host.models.some(({ id }) => id === model);
  return (
    <>
      <select
        aria-label={strings.mode}
        className={choiceClass}
        value={mode}
        onChange={(event) => {
          const chosen = permissionModes.find((one) => one === event.target.value);
          if (chosen) agent.setMode(chosen);
        }}
      >
        {permissionModes.map((one) => (
          <option key={one} value={one}>
            {strings.modes[one]}
          </option>
        ))}
      </select>
      <select
        aria-label={strings.model}
        className={choiceClass}
        value={model}
        onChange={(event) => {
          agent.setModel(event.target.value);
        }}
      >
        {!known && <option value={model}>{model}</option>}
        {host.models.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </>
  );
}
