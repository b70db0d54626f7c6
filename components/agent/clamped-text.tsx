"use client";

import { useState } from "react";
import { useChat } from "./chat-context";

const shownLines = 14;

/** Output as it came, the first lines of it until someone wants more. */
export function ClampedText({ text, label }: { readonly text: string; readonly label: string }) {
  const { strings } = useChat();
  const [open, setOpen] = useState(false);
  const lines = text.replace(/\n$/, "").split("\n");
  const hidden = Math.max(0, lines.length - shownLines);
  return (
    <div>
      <pre
        aria-label={label}
        tabIndex={0}
        className="focus-inset max-h-96 overflow-auto rounded-control bg-ground px-2 py-1.5 font-mono text-small leading-5 break-words whitespace-pre-wrap text-ink-muted"
      >
        {open ? text : lines.slice(0, shownLines).join("\n")}
      </pre>
      {hidden > 0 && (
        <button
          type="button"
          className="mt-1 rounded-[4px] text-small text-ink-muted underline hover:text-ink"
          onClick={() => {
            setOpen(!open);
          }}
        >
          {open ? strings.showLess : strings.showMore(hidden)}
        </button>
      )}
    </div>
  );
}
