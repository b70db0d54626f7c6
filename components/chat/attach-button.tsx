"use client";

import { Paperclip } from "lucide-react";
import { useRef } from "react";
import { IconButton } from "../ui/icon-button";
import { useChat } from "../agent/chat-context";

export function AttachButton({ onFiles }: { readonly onFiles: (files: Iterable<File>) => Promise<void> }) {
  const { strings } = useChat();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        onChange={(event) => {
          void onFiles([...(event.target.files ?? [])]);
          event.target.value = "";
        }}
      />
      <IconButton icon={Paperclip} label={strings.attach} onClick={() => input.current?.click()} />
    </>
  );
}
