"use client";

import { createContext, useContext, useState, type ReactNode } from "react";
import type { Agent } from "@/lib/agent";
import type { Assistant, ChatStrings, ModelDesk } from "@/lib/studio";
import { useStore } from "../use-store";

/** A model as the chat offers it. */
export interface ModelChoice {
  readonly id: string;
  readonly name: string;
}

/** What the conversation needs of the workbench around it. */
export interface ChatHost {
  readonly openFile: (path: string, line?: number) => void;
  readonly openModelSettings: () => void;
  /** Project files, for mentions. */
  readonly findFiles: (query: string) => Promise<readonly string[]>;
  readonly models: readonly ModelChoice[];
  /** Someone begins to write: what is quickly at hand may be made ready. */
  readonly warmUp: (model: string) => void;
  /** Runs work whose failure is told to the person. */
  readonly attempt: (work: () => Promise<unknown>) => Promise<void>;
  readonly download: (name: string, text: string) => void;
}

interface Chat {
  readonly agent: Agent;
  readonly host: ChatHost;
  readonly models: ModelDesk;
  readonly strings: ChatStrings;
  /** The helper whose conversation is looked at. */
  readonly helper: ShownHelper | undefined;
  readonly showHelper: (helper: ShownHelper | undefined) => void;
}

export interface ShownHelper {
  readonly id: string;
  readonly title: string;
}

const ChatContext = createContext<Chat | undefined>(undefined);

interface ChatProviderProps {
  readonly assistant: Assistant;
  readonly host: ChatHost;
  readonly children: ReactNode;
}

export function ChatProvider({ assistant: { agent, models, strings: store }, host, children }: ChatProviderProps) {
  const strings = useStore(store);
  const [helper, showHelper] = useState<ShownHelper>();
  return <ChatContext value={{ agent, host, models, strings, helper, showHelper }}>{children}</ChatContext>;
}

export function useChat(): Chat {
  const chat = useContext(ChatContext);
  if (!chat) throw new Error("useChat needs a ChatProvider above it");
  return chat;
}
