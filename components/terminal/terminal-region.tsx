"use client";

import dynamic from "next/dynamic";
import { useStrings } from "../app-context";
import { Region } from "../ui/region";

const TerminalPanel = dynamic(async () => (await import("./terminal-panel")).TerminalPanel, { ssr: false });

export function TerminalRegion() {
  const { workbench } = useStrings();
  return (
    <Region id="terminal" label={workbench.regions.terminal}>
      <TerminalPanel />
    </Region>
  );
}
