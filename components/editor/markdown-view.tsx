"use client";

import { Streamdown } from "streamdown";
import type { Document } from "@/lib/studio";
import { useStore } from "../use-store";

/** The text as a page. Raw HTML in it is shown, never run. */
export function MarkdownView({ document }: { readonly document: Document }) {
  const content = useStore(document.content);
  return (
    <article className="markdown min-h-0 flex-1 overflow-auto px-8 py-6">
      <div className="mx-auto max-w-[72ch]">
        <Streamdown mode="static" controls={false}>
          {content.type === "text" ? content.text : ""}
        </Streamdown>
      </div>
    </article>
  );
}
