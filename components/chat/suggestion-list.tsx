"use client";

import { classNames } from "../ui/class-names";
import { useChat } from "../agent/chat-context";
import type { Suggestion } from "./use-completion";

interface SuggestionListProps {
  readonly id: string;
  readonly suggestions: readonly Suggestion[];
  readonly chosen: number;
  readonly onChoose: (value: string) => void;
}

export function SuggestionList({ id, suggestions, chosen, onChoose }: SuggestionListProps) {
  const { strings } = useChat();
  return (
    <div
      id={id}
      role="listbox"
      aria-label={strings.completions}
      className="absolute right-2 bottom-full left-2 z-20 max-h-64 overflow-y-auto rounded-panel border border-line-strong bg-raised p-1 shadow-float"
    >
      {suggestions.map(({ value, detail }, at) => (
        <div
          key={value}
          id={`${id}-${at}`}
          role="option"
          aria-selected={at === chosen}
          className={classNames("flex items-baseline gap-3 rounded-control px-2 py-1", at === chosen && "bg-hover")}
          onPointerDown={(event) => {
            event.preventDefault();
            onChoose(value);
          }}
        >
          <span className="shrink-0 font-mono text-small">{value}</span>
          {detail !== undefined && <span className="min-w-0 truncate text-small text-ink-muted">{detail}</span>}
        </div>
      ))}
    </div>
  );
}
