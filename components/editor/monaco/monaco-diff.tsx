"use client";

import { DiffEditor, loader, type DiffEditorProps } from "@monaco-editor/react";
import { monaco } from "./monaco";

/** Without this the React binding would fetch Monaco from a CDN. */
loader.config({ monaco: monaco as never });

/** Monaco's two sides, with the Monaco that the app serves itself. */
export function MonacoDiff(props: DiffEditorProps) {
  return <DiffEditor {...props} loading={null} />;
}
