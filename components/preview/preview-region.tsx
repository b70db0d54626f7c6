"use client";

import dynamic from "next/dynamic";
import { useStrings } from "../app-context";
import { Region } from "../ui/region";

const PreviewPanel = dynamic(async () => (await import("./preview-panel")).PreviewPanel, { ssr: false });

export function PreviewRegion() {
  const { workbench } = useStrings();
  return (
    <Region id="preview" label={workbench.regions.preview}>
      <PreviewPanel />
    </Region>
  );
}
