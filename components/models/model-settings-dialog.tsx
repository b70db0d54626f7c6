"use client";

import type { Models } from "@/lib/studio";
import { useStrings } from "../app-context";
import { Dialog } from "../ui/dialog";
import { ModelSettings, type ModelSection } from "./model-settings";

interface ModelSettingsDialogProps {
  readonly models: Models;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly initialSection?: ModelSection;
}

export function ModelSettingsDialog({ models, open, onOpenChange, initialSection = "use" }: ModelSettingsDialogProps) {
  const { title, lead } = useStrings().models;
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={title} description={lead} className="h-[720px] max-w-4xl">
      <ModelSettings models={models} initialSection={initialSection} />
    </Dialog>
  );
}
