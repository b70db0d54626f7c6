"use client";

import { useId, useRef, useState, type KeyboardEvent } from "react";
import { useChat } from "../agent/chat-context";
import { complete } from "./completion";
import { SuggestionList } from "./suggestion-list";
import { useCompletion } from "./use-completion";
import type { Draft } from "./use-draft";

interface MessageBoxProps {
  readonly draft: Draft;
  readonly busy: boolean;
}

/** Enter sends or queues, Ctrl+Enter hands the message to the running turn, Escape stops the turn. */
export function MessageBox({ draft, busy }: MessageBoxProps) {
  const { agent, strings, host } = useChat();
  const box = useRef<HTMLTextAreaElement>(null);
  const [caret, setCaret] = useState(0);
  const suggestions = useSuggestions(draft, caret, (next) => {
    setCaret(next);
    box.current?.focus();
  });
  const onKeyDown = (event: KeyboardEvent) => {
    if (suggestions?.onKeyDown(event)) return;
    if (event.key === "Escape" && busy) void host.attempt(agent.stop);
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    void draft.hand(event.ctrlKey || event.metaKey ? "steer" : "send");
  };
  return (
    <>
      {suggestions?.list}
      <textarea
        ref={box}
        aria-label={strings.message}
        aria-controls={suggestions?.id}
        aria-activedescendant={suggestions?.active}
        rows={2}
        value={draft.text}
        placeholder={busy ? strings.placeholderBusy : strings.placeholder}
        className="field-sizing-content max-h-60 min-h-12 w-full resize-none rounded-panel bg-transparent px-2.5 py-2 outline-none placeholder:text-ink-faint coarse:text-base"
        onChange={(event) => {
          if (draft.text === "") host.warmUp(agent.model.get());
          draft.setText(event.target.value);
          setCaret(event.target.selectionStart);
        }}
        onSelect={(event) => {
          setCaret(event.currentTarget.selectionStart);
        }}
        onKeyDown={onKeyDown}
        onPaste={(event) => {
          if (event.clipboardData.files.length === 0) return;
          event.preventDefault();
          void draft.attach(event.clipboardData.files);
        }}
      />
    </>
  );
}

/** Suggestions at the caret: arrows choose, Tab or Enter takes, Escape puts them away. */
function useSuggestions(draft: Draft, caret: number, onInserted: (caret: number) => void) {
  const completion = useCompletion(draft.text, caret);
  const [chosen, choose] = useState({ for: "", at: 0 });
  const [dismissed, dismiss] = useState<string>();
  const id = useId();
  if (!completion || dismissed === draft.text) return undefined;
  const { suggestions, token } = completion;
  // What is written out needs no completing: Enter sends it.
  const isWhole = suggestions.some(({ value }) => value === token.query);
  const at = chosen.for === draft.text ? Math.min(chosen.at, suggestions.length - 1) : 0;
  const insert = (value: string) => {
    const next = complete(draft.text, token, value);
    draft.setText(next.text);
    onInserted(next.caret);
  };
  const acts: Readonly<Record<string, () => void>> = {
    ArrowDown: () => {
      choose({ for: draft.text, at: (at + 1) % suggestions.length });
    },
    ArrowUp: () => {
      choose({ for: draft.text, at: (at + suggestions.length - 1) % suggestions.length });
    },
    Tab: () => {
      insert(suggestions[at]?.value ?? "");
    },
    ...(!isWhole && {
      Enter: () => {
        insert(suggestions[at]?.value ?? "");
      },
    }),
    Escape: () => {
      dismiss(draft.text);
    },
  };
  return {
    id,
    active: `${id}-${at}`,
    list: <SuggestionList id={id} suggestions={suggestions} chosen={at} onChoose={insert} />,
    onKeyDown(event: KeyboardEvent): boolean {
      const act = event.shiftKey || event.ctrlKey || event.nativeEvent.isComposing ? undefined : acts[event.key];
      if (!act) return false;
      event.preventDefault();
      act();
      return true;
    },
  };
}
