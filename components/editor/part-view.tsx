"use client";

import { basename } from "@/lib/base";
import type { Content } from "@/lib/studio";
import { useApp, useStrings } from "../app-context";
import { downloadPaths } from "../files/download-project";
import { useStudio } from "../studio-context";
import { Button } from "../ui/button";
import { sizeText } from "../ui/size-text";
import { useStore } from "../use-store";
import { hexRows } from "./hex-rows";

interface PartViewProps {
  readonly path: string;
  readonly content: Extract<Content, { type: "binary" | "large" }>;
}

/** How a file begins that no editor should take whole, and the way to have it all. */
export function PartView({ path, content }: PartViewProps) {
  const { workspace, attempt } = useStudio();
  const { editor, panels } = useStrings();
  const { language } = useStore(useApp().settings);
  const size = sizeText(content.size, language);
  const isText = content.type === "large";
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="flex shrink-0 flex-wrap items-center gap-2 border-b border-line bg-ground px-3 py-1.5">
        <p role="status" className="min-w-0 flex-1 text-small text-ink-muted">
          <strong className="font-medium text-ink">{isText ? editor.large : editor.binary}</strong>{" "}
          {isText ? editor.largeText(size) : editor.binaryText(size)} {editor.onlyStart}
        </p>
        <Button onClick={() => void attempt(() => downloadPaths(workspace, [path]))}>{panels.files.download}</Button>
      </div>
      <pre
        tabIndex={0}
        role="document"
        aria-label={editor.startOf(basename(path))}
        className="focus-inset min-h-0 flex-1 overflow-auto p-3 font-mono text-small whitespace-pre text-ink-muted"
      >
        {isText ? content.head : hexRows(content.head).join("\n")}
      </pre>
    </div>
  );
}
