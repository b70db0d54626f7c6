"use client";

import dynamic from "next/dynamic";
import type { Document, Tab } from "@/lib/studio";
import { useStrings } from "../app-context";
import { EmptyState } from "../ui/empty-state";
import { useStore } from "../use-store";
import { ImageView } from "./image-view";
import { PartView } from "./part-view";
import { SaveTrouble } from "./save-trouble";
import { useDocument } from "./use-document";

function LoadingEditor() {
  const { editor } = useStrings();
  return (
    <output className="block animate-appear p-4 text-ink-faint [animation-delay:300ms] [animation-fill-mode:backwards]">
      {editor.loading}
    </output>
  );
}

const TextEditor = dynamic(async () => (await import("./text-editor")).TextEditor, {
  ssr: false,
  loading: LoadingEditor,
});
const MarkdownView = dynamic(async () => (await import("./markdown-view")).MarkdownView, { ssr: false });
const DiffView = dynamic(async () => (await import("./diff-view")).DiffView, { ssr: false });

interface EditorContentProps {
  readonly tab: Tab;
  readonly group: number;
}

export function EditorContent({ tab, group }: EditorContentProps) {
  if (tab.type === "diff") return <DiffView path={tab.path} since={tab.since ?? ""} until={tab.until} />;
  return <FileContent tab={tab} group={group} />;
}

function FileContent({ tab, group }: EditorContentProps) {
  const opening = useDocument(tab.path);
  const { editor } = useStrings();
  switch (opening.type) {
    case "opening":
      return null;
    case "missing":
      return <EmptyState title={editor.missing} text={editor.missingText} />;
    case "failed":
      return <EmptyState title={editor.failed} text={opening.reason} />;
    case "open":
      return <DocumentContent document={opening.document} tab={tab} group={group} />;
  }
}

interface DocumentContentProps extends EditorContentProps {
  readonly document: Document;
}

function DocumentContent({ document, tab, group }: DocumentContentProps) {
  const content = useStore(document.content);
  switch (content.type) {
    case "text":
      if (tab.type === "markdown") return <MarkdownView document={document} />;
      return (
        <>
          <SaveTrouble document={document} />
          <TextEditor document={document} group={group} />
        </>
      );
    case "image":
      return <ImageView path={document.path} content={content} />;
    case "binary":
    case "large":
      return <PartView path={document.path} content={content} />;
  }
}
