"use client";

import { Copy, GitFork, History, Pencil } from "lucide-react";
import { memo, useState } from "react";
import type { UserItem } from "@/lib/agent";
import { Button } from "../ui/button";
import { IconButton } from "../ui/icon-button";
import { AttachmentList } from "./attachment-list";
import { useChat } from "../agent/chat-context";
import { RestoreDialog } from "./restore-dialog";

export const UserMessage = memo(function UserMessage({ item }: { readonly item: UserItem }) {
  const { strings } = useChat();
  const [editing, setEditing] = useState(false);
  const [restoring, setRestoring] = useState(false);
  return (
    <article aria-label={strings.you} className="group rounded-panel border border-line bg-ground px-3 py-2">
      {editing ? (
        <EditForm
          item={item}
          onDone={() => {
            setEditing(false);
          }}
        />
      ) : (
        <p className="break-words whitespace-pre-wrap">{item.text}</p>
      )}
      <AttachmentList attachments={item.attachments} />
      {!editing && (
        <UserMessageActions
          item={item}
          onEdit={() => {
            setEditing(true);
          }}
          onRestore={() => {
            setRestoring(true);
          }}
        />
      )}
      <RestoreDialog message={item.id} open={restoring} onOpenChange={setRestoring} />
    </article>
  );
});

interface ActionsProps {
  readonly item: UserItem;
  readonly onEdit: () => void;
  readonly onRestore: () => void;
}

function UserMessageActions({ item, onEdit, onRestore }: ActionsProps) {
  const { agent, host, strings } = useChat();
  const fork = async () => {
    await agent.openSession(await agent.fork(item.id));
  };
  return (
    <div className="-mr-1 -mb-1 flex justify-end opacity-60 transition-opacity group-focus-within:opacity-100 group-hover:opacity-100 coarse:opacity-100">
      <IconButton
        icon={Copy}
        label={strings.copy}
        onClick={() => void host.attempt(() => navigator.clipboard.writeText(item.text))}
      />
      <IconButton icon={Pencil} label={strings.edit} onClick={onEdit} />
      <IconButton icon={GitFork} label={strings.fork} onClick={() => void host.attempt(fork)} />
      <IconButton icon={History} label={strings.restore} onClick={onRestore} />
    </div>
  );
}

function EditForm({ item, onDone }: { readonly item: UserItem; readonly onDone: () => void }) {
  const { agent, host, strings } = useChat();
  const [text, setText] = useState(item.text);
  return (
    <form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        onDone();
        void host.attempt(() => agent.resend(item.id, text));
      }}
    >
      <textarea
        aria-label={strings.editLabel}
        value={text}
        rows={Math.min(8, text.split("\n").length + 1)}
        className="w-full resize-y rounded-control border border-control bg-surface px-2 py-1.5"
        onChange={(event) => {
          setText(event.target.value);
        }}
      />
      <div className="flex justify-end gap-2">
        <Button look="ghost" onClick={onDone}>
          {strings.cancel}
        </Button>
        <Button type="submit" disabled={text.trim() === ""}>
          {strings.resend}
        </Button>
      </div>
    </form>
  );
}
