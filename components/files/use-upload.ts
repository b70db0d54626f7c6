"use client";

import type { Edit } from "@/lib/workspace";
import { useApp, useStrings } from "../app-context";
import { useStudio } from "../studio-context";
import { sizeText } from "../ui/size-text";

const largestFile = 100 * 1024 * 1024;

/** Adds files that someone picked or dropped; a zip is unpacked. Everything or, when one can't be read, nothing. */
export function useUpload(): (files: readonly File[], folder: string) => Promise<void> {
  const { workspace, notices, attempt } = useStudio();
  const { settings } = useApp();
  const { files: strings } = useStrings();
  return (files, folder) =>
    attempt(async () => {
      const [kept, tooLarge] = [
        files.filter(({ size }) => size <= largestFile),
        files.find(({ size }) => size > largestFile),
      ];
      if (tooLarge) {
        const limit = sizeText(largestFile, settings.get().language);
        notices.emit({ type: "failure", text: strings.tooLarge(tooLarge.name, limit) });
      }
      const edits = (await Promise.all(kept.map((file) => editsOf(file, folder)))).flat();
      if (edits.length === 0) return;
      await workspace.history.checkpoint("Before an import", { automatic: true });
      await workspace.apply(edits, "editor");
      notices.emit({ type: "success", text: strings.uploaded(edits.length) });
    });
}

async function editsOf(file: File, folder: string): Promise<readonly Edit[]> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (file.name.endsWith(".zip")) {
    const { unzipEdits } = await import("@/lib/studio");
    return unzipEdits(bytes, folder);
  }
  const name = file.webkitRelativePath || file.name;
  return [{ type: "write", path: folder === "" ? name : `${folder}/${name}`, content: bytes }];
}
