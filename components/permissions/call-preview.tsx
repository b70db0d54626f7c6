"use client";

import type { CallPreview } from "@/lib/tools";
import { useChat } from "../agent/chat-context";
import { ClampedText } from "../agent/clamped-text";
import { FileDiffView } from "../agent/file-diff-view";

/** What a call would do, as exactly as it can be told before it does it. */
export function CallPreviewView({ preview }: { readonly preview: CallPreview }) {
  const { strings } = useChat();
  if (preview.type === "diff")
    return (
      <div tabIndex={0} className="focus-inset flex max-h-[min(16rem,32dvh)] flex-col gap-2 overflow-y-auto">
        {preview.files.map((diff) => (
          <FileDiffView key={diff.path} diff={diff} />
        ))}
      </div>
    );
  if (preview.type === "text") return <ClampedText label={strings.input} text={preview.text} />;
  return (
    <div>
      <pre
        tabIndex={0}
        className="focus-inset max-h-60 overflow-auto rounded-control border border-line bg-ground px-2 py-1.5 font-mono text-small break-words whitespace-pre-wrap"
      >
        {preview.command}
      </pre>
      <p className="mt-1 text-small text-ink-muted">
        {preview.description && `${preview.description} · `}
        {preview.cwd === "." ? strings.runInProject : strings.runIn(preview.cwd)}
      </p>
    </div>
  );
}
