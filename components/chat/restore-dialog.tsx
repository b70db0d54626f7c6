"use client";

import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { useChat } from "../agent/chat-context";

interface RestoreDialogProps {
  readonly message: string;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

export function RestoreDialog({ message, open, onOpenChange }: RestoreDialogProps) {
  const { agent, host, strings } = useChat();
  const restore = (what: "files" | "conversation" | "both") => () => {
    onOpenChange(false);
    void host.attempt(() => agent.restore(message, what));
  };
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={strings.restoreTitle}
      description={strings.restoreText}
      className="max-w-md"
    >
      <div className="flex flex-wrap justify-end gap-2 p-5">
        <Button onClick={restore("files")}>{strings.restoreFiles}</Button>
        <Button onClick={restore("conversation")}>{strings.restoreConversation}</Button>
        <Button look="primary" onClick={restore("both")}>
          {strings.restoreBoth}
        </Button>
      </div>
    </Dialog>
  );
}
