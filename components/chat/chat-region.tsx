"use client";

import dynamic from "next/dynamic";
import { useStrings } from "../app-context";
import { Region } from "../ui/region";

const ChatPanel = dynamic(async () => (await import("./chat-panel")).ChatPanel, { ssr: false });

/** The landmark; what is in it comes when the rest stands. */
export function ChatRegion() {
  const { workbench } = useStrings();
  return (
    <Region id="chat" label={workbench.regions.chat}>
      <ChatPanel />
    </Region>
  );
}
