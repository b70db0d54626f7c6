"use client";

import { Eraser } from "lucide-react";
import type { PreviewEvent } from "@/lib/sandbox";
import { placeInProject, positionIn, showRegion, type RawPosition } from "@/lib/studio";
import { useStrings } from "../app-context";
import { useStudio } from "../studio-context";
import { classNames } from "../ui/class-names";
import { IconButton } from "../ui/icon-button";
import { RegionHeader } from "../ui/region";
import { useStore } from "../use-store";

/** What the page wrote, where it failed, and what it couldn't load. */
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

const mostLines = 12;

/** What our own script adds to a stack is no news to anyone. */
const isOurs = (line: string): boolean => line.includes("/__tabsmith/");

/** Positions in files of the project open them, at the line that was written rather than the one that a tool made of it. */
function StackLines({ stack }: { readonly stack: string }) {
  const { workspace, runner, editors, layout, notices, attempt } = useStudio();
  const { panels } = useStrings();
  const open = (at: RawPosition) =>
    void attempt(async () => {
      const place = await placeInProject(workspace, at, runner.page.source);
      if (!place) {
        notices.emit({ type: "info", text: panels.preview.notInProject });
        return;
      }
      layout.set((now) => showRegion(now, "editor"));
      editors.openAt(place);
    });
  const lines = stack.split("\n").filter((line) => !isOurs(line));
  return (
    <span className="block text-ink-faint">
      {lines.slice(0, mostLines).map((line, at) => {
        const position = positionIn(line);
        if (!position)
          return (
            <span key={at} className="block">
              {line}
            </span>
          );
        return (
          <button
            key={at}
            type="button"
            className="block text-left break-all underline decoration-dotted underline-offset-2"
            onClick={() => {
              open(position);
            }}
          >
            {line}
          </button>
        );
      })}
    </span>
  );
}
