"use client";

import { momentStrings, sayLabel } from "@/lib/studio";
import type { Checkpoint } from "@/lib/workspace";
import { useApp } from "../app-context";
import { useStore } from "../use-store";

/** Names checkpoints in the language of the settings. */
export function useLabelOf(): (checkpoint: Checkpoint) => string {
  const words = useStore(momentStrings(useApp().settings));
  return (checkpoint) => sayLabel(checkpoint, words);
}
