"use client";

import { useState } from "react";
import type { ConversationItem, UserItem } from "@/lib/agent";
import { useChat } from "../agent/chat-context";
import { Dialog } from "../ui/dialog";
import { useStore } from "../use-store";
import { RestoreDialog } from "./restore-dialog";

interface RewindDialogProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

const isMessage = (item: ConversationItem): item is UserItem => item.type === "user";

/** The messages to go back to, newest first. */
export function RewindDialog({ open, onOpenChange }: RewindDialogProps) {
  const { agent, strings } = useChat();
  const { items } = useStore(agent.conversation);
  const [chosen, choose] = useState<string>();
  const messages = items.filter(isMessage).toReversed();
  return (
    <>
      <Dialog open={open} onOpenChange={onOpenChange} title={strings.rewind} className="max-w-lg">
        <ul className="min-h-0 overflow-y-auto p-3">
          {messages.length === 0 && <li className="p-2 text-ink-muted">{strings.nothingToRewind}</li>}
          {messages.map(({ id, text }) => (
            <li key={id}>
              <button
                type="button"
                className="w-full truncate rounded-control px-2 py-1.5 text-left hover:bg-hover coarse:min-h-10"
                onClick={() => {
                  onOpenChange(false);
                  choose(id);
                }}
              >
                {text}
              </button>
            </li>
          ))}
        </ul>
      </Dialog>
      <RestoreDialog
        message={chosen ?? ""}
        open={chosen !== undefined}
        onOpenChange={() => {
          choose(undefined);
        }}
      />
    </>
  );
}
