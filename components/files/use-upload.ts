"use client";

import { codeOf } from "@/lib/base";
import { importFiles, largestImport, type Incoming } from "@/lib/studio";
import { useApp, useStrings } from "../app-context";
import { useStudio } from "../studio-context";
import { sizeText } from "../ui/size-text";

export type Upload = (files: readonly Incoming[], folder: string) => Promise<void>;

/** Adds files that someone picked or dropped, and says what became of them. */
export function useUpload(): Upload {
  const { workspace, notices, attempt, lease } = useStudio();
  const { settings } = useApp();
  const { files: strings, panels, common } = useStrings();
  return (files, folder) =>
    attempt(async () => {
      if (lease.state.get() !== "held") throw new Error(strings.readOnly);
      const done = await importFiles(workspace, files, folder).catch((error: unknown) => {
        const isFull =
          codeOf(error) === "ENOSPC" || (error instanceof DOMException && error.name === "QuotaExceededError");
        throw isFull ? new Error(panels.files.full, { cause: error }) : error;
      });
      const limit = sizeText(largestImport, settings.get().language);
      for (const name of done.tooLarge) notices.emit({ type: "failure", text: strings.tooLarge(name, limit) });
      if (done.twins) notices.emit({ type: "info", text: panels.files.twins(...done.twins) });
      if (done.count === 0) return;
      notices.emit({
        type: "success",
        text: strings.uploaded(done.count),
        action: { label: common.undo, run: done.undo },
      });
    });
}
