"use client";

import { useEffect, useState, useSyncExternalStore } from "react";
import { useStudio } from "../studio-context";
import { symbolPath, type OutlineItem, type SymbolStep } from "./monaco/symbol-path";

/** Whoever types goes first: what is declared is asked for when nothing was typed for this long. */
const quiet = 700;

const nothing: readonly OutlineItem[] = [];

/** The declarations round the cursor, as far as the language service knows the file. */
export function useSymbolPath(path: string, hasCursor: boolean): readonly SymbolStep[] {
  const { editors } = useStudio();
  const line = useSyncExternalStore(editors.cursor.subscribe, () =>
    hasCursor ? editors.cursor.get()?.line : undefined,
  );
  const outline = useOutline(path, hasCursor);
  return line === undefined ? [] : symbolPath(outline, line);
}

function useOutline(path: string, isWanted: boolean): readonly OutlineItem[] {
  const { documents } = useStudio();
  const [known, setKnown] = useState<{ readonly path: string; readonly outline: readonly OutlineItem[] }>();
  useEffect(() => {
    if (!isWanted) return undefined;
    let gone = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = async () => {
      const { outlineOf } = await import("./monaco/outline");
      const outline = await outlineOf(path);
      if (!gone) setKnown({ path, outline });
    };
    const lookLater = () => {
      clearTimeout(timer);
      // Without an answer the file's own place is still told.
      timer = setTimeout(() => void look().catch(() => undefined), quiet);
    };
    lookLater();
    const stop = documents.peek(path)?.content.subscribe(lookLater);
    return () => {
      gone = true;
      clearTimeout(timer);
      stop?.();
    };
  }, [path, isWanted, documents]);
  return known?.path === path ? known.outline : nothing;
}
