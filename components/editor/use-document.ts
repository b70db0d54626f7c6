"use client";

import { useEffect, useState } from "react";
import { codeOf, messageOf } from "@/lib/base";
import type { Document } from "@/lib/studio";
import { useStudio } from "../studio-context";

export type OpeningDocument =
  | { readonly type: "opening" }
  | { readonly type: "open"; readonly document: Document }
  | { readonly type: "missing" }
  | { readonly type: "failed"; readonly reason: string };

/** The document of a path, at once when it is open already. While the next one opens, the one before it stays. */
export function useDocument(path: string): OpeningDocument {
  const { documents } = useStudio();
  const [opening, setOpening] = useState<OpeningDocument>({ type: "opening" });
  const known = documents.peek(path);
  useEffect(() => {
    let gone = false;
    const show = (next: OpeningDocument) => {
      if (!gone) setOpening(next);
    };
    const open = async () => {
      try {
        show({ type: "open", document: await documents.open(path) });
      } catch (error) {
        show(codeOf(error) === "ENOENT" ? { type: "missing" } : { type: "failed", reason: messageOf(error) });
      }
    };
    void open();
    return () => {
      gone = true;
    };
  }, [documents, path]);
  return known ? { type: "open", document: known } : opening;
}
