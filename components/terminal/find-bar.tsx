"use client";

import type { SearchAddon } from "@xterm/addon-search";
import { ChevronDown, ChevronUp, X } from "lucide-react";
import { useEffect, useState } from "react";
import { useStrings } from "../app-context";
import { IconButton } from "../ui/icon-button";

/** The addon tells how many matches there are only while it marks them. */
const marks = {
  decorations: {
    matchBackground: "#8a6d1f",
    matchOverviewRuler: "#8a6d1f",
    activeMatchBackground: "#e8590c",
    activeMatchColorOverviewRuler: "#e8590c",
  },
} as const;

export function FindBar({ search, onEnd }: { readonly search: SearchAddon; readonly onEnd: () => void }) {
  const { panels, common } = useStrings();
  const [text, setText] = useState("");
  const [found, setFound] = useState({ at: 0, all: 0 });
  useEffect(() => {
    const following = search.onDidChangeResults(({ resultIndex, resultCount }) => {
      setFound({ at: resultIndex + 1, all: resultCount });
    });
    return () => {
      following.dispose();
    };
  }, [search]);
  const step = (back: boolean) => {
    if (back) search.findPrevious(text, marks);
    else search.findNext(text, marks);
  };
  return (
    <search className="absolute top-1 right-3 z-10 flex items-center gap-1 rounded-panel border border-line-strong bg-raised p-1 shadow-float">
      <input
        type="search"
        aria-label={panels.terminal.find}
        value={text}
        ref={(field) => {
          field?.focus();
        }}
        onChange={({ target }) => {
          setText(target.value);
          search.findNext(target.value, { ...marks, incremental: true });
        }}
        onKeyDown={(event) => {
          if (event.key === "Enter") step(event.shiftKey);
          if (event.key === "Escape") onEnd();
        }}
        className="h-6 w-40 rounded-control border border-control bg-surface px-2 text-small"
      />
      <output className="min-w-16 text-center text-small text-ink-muted">
        {text === "" ? "" : panels.terminal.matches(found.at, found.all)}
      </output>
      <IconButton
        icon={ChevronUp}
        label={panels.terminal.findPrevious}
        onClick={() => {
          step(true);
        }}
      />
      <IconButton
        icon={ChevronDown}
        label={panels.terminal.findNext}
        onClick={() => {
          step(false);
        }}
      />
      <IconButton icon={X} label={common.close} onClick={onEnd} />
    </search>
  );
}
