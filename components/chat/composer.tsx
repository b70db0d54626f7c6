"use client";

import { ArrowUp, Square } from "lucide-react";
import { Button } from "../ui/button";
import { useStore } from "../use-store";
import { AttachButton } from "./attach-button";
import { AttachmentList } from "./attachment-list";
import { useChat } from "../agent/chat-context";
import { ComposerChoices } from "./composer-choices";
import { MessageBox } from "./message-box";
import { useDraft } from "./use-draft";

/** Where a message is written, with what goes along. Files may be dropped anywhere on it. */
export function Composer() {
  const { agent, strings, host } = useChat();
  const busy = useStore(agent.status).type !== "idle";
  const draft = useDraft();
  return (
    <div
      className="relative shrink-0 border-t border-line p-2"
      onDragOver={(event) => {
        event.preventDefault();
      }}
      onDrop={(event) => {
        event.preventDefault();
        void draft.attach(event.dataTransfer.files);
      }}
    >
      <div className="rounded-panel border border-control bg-surface focus-within:border-focus">
        <MessageBox draft={draft} busy={busy} />
        <div className="px-2">
          <AttachmentList attachments={draft.attachments} onRemove={draft.detach} />
        </div>
        <div className="flex flex-wrap items-center gap-1 p-1.5">
          <AttachButton onFiles={draft.attach} />
          <ComposerChoices />
          <div className="ml-auto flex gap-1.5">
            {busy && (
              <Button onClick={() => void host.attempt(agent.stop)}>
                <Square size={12} aria-hidden />
                {strings.stop}
              </Button>
            )}
            <Button look="primary" disabled={draft.isEmpty} onClick={() => void draft.hand("send")}>
              <ArrowUp size={14} aria-hidden />
              {busy ? strings.queueIt : strings.send}
            </Button>
          </div>
        </div>
      </div>
    </div>
  );
}
