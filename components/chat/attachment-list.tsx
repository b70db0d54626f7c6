"use client";

import { FileText, MousePointer2, X } from "lucide-react";
import type { Attachment } from "@/lib/agent";
import { IconButton } from "../ui/icon-button";
import { useChat } from "../agent/chat-context";

interface AttachmentListProps {
  readonly attachments: readonly Attachment[];
  readonly onRemove?: (attachment: Attachment) => void;
}

const nameOf = (attachment: Attachment): string => {
  if (attachment.type === "image") return attachment.name;
  return attachment.type === "file" ? attachment.path : attachment.selector;
};

export function AttachmentList({ attachments, onRemove }: AttachmentListProps) {
  const { strings } = useChat();
  if (attachments.length === 0) return null;
  return (
    <ul className="mt-1 flex flex-wrap gap-1.5">
      {attachments.map((attachment) => (
        <li
          key={`${attachment.type} ${nameOf(attachment)}`}
          className="flex max-w-full items-center gap-1.5 rounded-control border border-line bg-surface py-0.5 pr-1 pl-1.5 text-small"
        >
          <AttachmentMark attachment={attachment} />
          <span className="min-w-0 truncate font-mono">{nameOf(attachment)}</span>
          {onRemove && (
            <IconButton
              icon={X}
              label={strings.removeAttachment(nameOf(attachment))}
              onClick={() => {
                onRemove(attachment);
              }}
            />
          )}
        </li>
      ))}
    </ul>
  );
}

function AttachmentMark({ attachment }: { readonly attachment: Attachment }) {
  if (attachment.type === "image")
    return (
      <img
        src={`data:${attachment.mediaType};base64,${attachment.data}`}
        alt=""
        className="size-6 rounded-[4px] object-cover"
      />
    );
  const Icon = attachment.type === "file" ? FileText : MousePointer2;
  return <Icon size={12} className="shrink-0 text-ink-faint" aria-hidden />;
}
