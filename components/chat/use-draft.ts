"use client";

import { useEffect, useState } from "react";
import type { Attachment } from "@/lib/agent";
import { useStudio } from "../studio-context";
import { useChat } from "../agent/chat-context";
import { mentionsIn } from "./completion";
import { readAttachment } from "./read-attachment";

export type Draft = ReturnType<typeof useDraft>;

/** The message being written, with what is attached to it. */
export function useDraft() {
  const { agent, host } = useChat();
  const [text, setText] = useState("");
  const [attachments, setAttachments] = useState<readonly Attachment[]>([]);
  const { handoff } = useStudio();
  useEffect(() => {
    const take = () => {
      const taken = handoff.take();
      if (taken.length > 0) setAttachments((now) => [...now, ...taken]);
    };
    take();
    return handoff.waiting.subscribe(take);
  }, [handoff]);
  const isEmpty = text.trim() === "" && attachments.length === 0;

  const hand = async (how: "send" | "steer") => {
    if (isEmpty) return;
    const mentioned = text.startsWith("/") ? [] : mentionsIn(text);
    const all = [...attachments, ...mentioned.map((path): Attachment => ({ type: "file", path }))];
    setText("");
    setAttachments([]);
    await host.attempt(() => agent[how](text.trim(), all));
  };
  return {
    text,
    setText,
    attachments,
    isEmpty,
    hand,
    attach: (files: Iterable<File>) =>
      host.attempt(async () => {
        const added = await Promise.all([...files].map(readAttachment));
        setAttachments((now) => [...now, ...added]);
      }),
    detach: (attachment: Attachment) => {
      setAttachments((now) => now.filter((other) => other !== attachment));
    },
  };
}
