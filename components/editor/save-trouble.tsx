"use client";

import { failureStrings, sayFailure, type Document } from "@/lib/studio";
import { useApp, useStrings } from "../app-context";
import { useStudio } from "../studio-context";
import { Button } from "../ui/button";
import { useStore } from "../use-store";

/** A line over the text when what is seen isn't what is stored, with the ways out. */
export function SaveTrouble({ document }: { readonly document: Document }) {
  const { attempt } = useStudio();
  const { editor, common } = useStrings();
  const failures = useStore(failureStrings(useApp().settings));
  const state = useStore(document.state);
  if (state.type === "saved" || state.type === "unsaved") return null;
  const keep = (whose: "mine" | "theirs") => () => void attempt(() => document.keep(whose));
  return (
    <div role="alert" className="flex shrink-0 flex-wrap items-center gap-2 border-b border-line bg-raised px-3 py-1.5">
      <p className="min-w-0 flex-1 text-warn">
        {state.type === "conflict" && editor.conflict}
        {state.type === "gone" && editor.gone}
        {state.type === "failed" && editor.saveFailed(sayFailure(state.error, failures))}
      </p>
      {state.type === "conflict" && <Button onClick={keep("theirs")}>{editor.takeTheirs}</Button>}
      {state.type === "failed" ? (
        <Button onClick={() => void attempt(document.save)}>{common.retry}</Button>
      ) : (
        <Button onClick={keep("mine")}>{state.type === "gone" ? editor.keepIt : editor.keepMine}</Button>
      )}
    </div>
  );
}
