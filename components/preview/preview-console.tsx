"use client";

import { Eraser } from "lucide-react";
import type { PreviewEvent } from "@/lib/sandbox";
import { useStrings } from "../app-context";
import { useStudio } from "../studio-context";
import { classNames } from "../ui/class-names";
import { IconButton } from "../ui/icon-button";
import { RegionHeader } from "../ui/region";
import { useStore } from "../use-store";

/** What the page wrote and where it failed. */
export function PreviewConsole() {
  const { runner } = useStudio();
  const { preview } = useStrings();
  const messages = useStore(runner.messages);
  return (
    <div className="flex h-2/5 min-h-24 shrink-0 flex-col border-t border-line">
      <RegionHeader title={preview.console}>
        <IconButton icon={Eraser} label={preview.clearConsole} onClick={runner.clearMessages} />
      </RegionHeader>
      <ol
        role="log"
        aria-label={preview.console}
        tabIndex={0}
        className="focus-inset min-h-0 flex-1 overflow-auto font-mono text-small"
      >
        {messages.length === 0 && <li className="p-3 font-sans text-ink-faint">{preview.noMessages}</li>}
        {messages.map((message, at) => (
          <li
            key={at}
            className={classNames("border-b border-line px-3 py-1 break-words whitespace-pre-wrap", colourOf(message))}
          >
            {message.message}
            {message.stack && <StackLines stack={message.stack} />}
          </li>
        ))}
      </ol>
    </div>
  );
}

function colourOf({ type, level }: PreviewEvent): string {
  if (type !== "console" || level === "error") return "text-bad";
  return level === "warn" ? "text-warn" : "text-ink";
}

const position = /((?:[\w@.-]+\/)*[\w@.-]+\.\w+)(?:\?[^:)\s]*)?:(\d+):(\d+)\)?$/;

/** Positions in files of the project open them. */
function StackLines({ stack }: { readonly stack: string }) {
  const { editors } = useStudio();
  return (
    <span className="block text-ink-faint">
      {stack
        .split("\n")
        .slice(0, 12)
        .map((line, at) => {
          const [, path, row, column] = position.exec(line) ?? [];
          if (path === undefined)
            return (
              <span key={at} className="block">
                {line}
              </span>
            );
          return (
            <button
              key={at}
              type="button"
              className="block text-left underline decoration-dotted underline-offset-2"
              onClick={() => {
                editors.openAt({ path, line: Number(row), column: Number(column) });
              }}
            >
              {line}
            </button>
          );
        })}
    </span>
  );
}
