"use client";

import { useEffect, useState } from "react";
import { useStore } from "../use-store";
import { useChat } from "../agent/chat-context";
import { tokenAt, type Token } from "./completion";

export interface Suggestion {
  readonly value: string;
  readonly detail?: string;
}

interface Completion {
  readonly token: Token;
  readonly suggestions: readonly Suggestion[];
}

const most = 8;

/** What fits at the caret. Files are looked for as they are typed; an answer that comes too late is dropped. */
export function useCompletion(text: string, caret: number): Completion | undefined {
  const { agent, host, strings } = useChat();
  const commands = useStore(agent.commands);
  const token = tokenAt(text, caret);
  const [files, setFiles] = useState<readonly string[]>([]);
  const fileQuery = token?.type === "file" ? token.query : undefined;
  useEffect(() => {
    if (fileQuery === undefined) return undefined;
    let current = true;
    void host.findFiles(fileQuery).then((found) => {
      if (current) setFiles(found);
    });
    return () => {
      current = false;
    };
  }, [fileQuery, host]);
  if (!token) return undefined;
  const suggestions =
    token.type === "file"
      ? files.slice(0, most).map((value) => ({ value }))
      : commands
          .filter(({ name }) => name.startsWith(token.query))
          .slice(0, most)
          .map(({ name, description, argument }) => ({
            value: name,
            detail: [argument, strings.commandTexts[name] ?? description].filter(Boolean).join("  "),
          }));
  return suggestions.length > 0 ? { token, suggestions } : undefined;
}
