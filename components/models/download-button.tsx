"use client";

import { comesAhead, type ModelEntry, type ModelDesk } from "@/lib/studio";
import { Button } from "../ui/button";
import { useStore } from "../use-store";
import { useModelStrings } from "./use-model-strings";

interface DownloadButtonProps {
  readonly entry: ModelEntry;
  readonly models: ModelDesk;
  readonly fits: boolean;
}

/** Fetches a model before it is asked, so that it answers at once, and without a network. */
export function DownloadButton({ entry, models, fits }: DownloadButtonProps) {
  const { downloads: words } = useModelStrings();
  const state = useStore(models.downloads.states).get(entry.id);
  const stored = useStore(models.downloads.stored).some(({ id, complete }) => id === entry.id && complete);
  if (!comesAhead(entry) || stored) return null;
  if (state?.type === "running") {
    return (
      <Button
        aria-label={`${words.pause}: ${entry.name}`}
        onClick={() => {
          models.downloads.pause(entry.id);
        }}
      >
        {words.pause}
      </Button>
    );
  }
  const label = state?.type === "paused" ? words.resume : words.start;
  return (
    <Button disabled={!fits} aria-label={`${label}: ${entry.name}`} onClick={() => void models.downloads.start(entry)}>
      {label}
    </Button>
  );
}
