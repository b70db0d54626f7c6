"use client";

import { useEffect, useState } from "react";
import { showRegion } from "@/lib/studio";
import { useStrings } from "../../app-context";
import type { PlacedSymbol } from "../../editor/monaco/symbols";
import { useStudio } from "../../studio-context";
import type { Choices } from "./choice";

const pause = 60;

/** Declarations by part of their name, from the language service, which comes with the editor. */
export function useSymbolChoices(text: string | undefined, close: () => void): Choices {
  const { editors, layout, attempt } = useStudio();
  const { tools, common } = useStrings();
  const [found, setFound] = useState<readonly PlacedSymbol[]>();
  useEffect(() => {
    if (text === undefined) return undefined;
    let gone = false;
    const timer = setTimeout(() => {
      void attempt(async () => {
        const { findSymbols } = await import("../../editor/monaco/find-symbols");
        const next = await findSymbols(text);
        if (!gone) setFound(next);
      });
    }, pause);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [text, attempt]);
  if (!found) return common.loading;
  if (found.length === 0) return text === "" ? tools.symbols.placeholder : tools.symbols.none;
  return found.map(({ name, kind, path, line, column }) => ({
    id: `${path}:${line}:${column}`,
    show: () => (
      <>
        <span className="shrink-0">{name}</span>
        <span className="shrink-0 text-small text-ink-faint">{kind}</span>
        <span className="min-w-0 flex-1 truncate text-right text-small text-ink-faint">{path}</span>
      </>
    ),
    run() {
      close();
      layout.set((now) => showRegion(now, "editor"));
      editors.openAt({ path, line, column, length: name.length });
    },
  }));
}
