"use client";

import { useStrings } from "../app-context";
import { useStudio } from "../studio-context";
import { useStore } from "../use-store";

/** Only what was written to the browser's storage is called saved. */
export function SaveStatus() {
  const unsaved = useStore(useStudio().documents.unsaved);
  const { status } = useStrings();
  return <output>{unsaved.size === 0 ? status.saved : status.unsaved(unsaved.size)}</output>;
}
