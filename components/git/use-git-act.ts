"use client";

import type { GitDone } from "@/lib/studio";
import { useStrings } from "../app-context";
import { useStudio } from "../studio-context";

/** Waits for what Git does; a failure is told in Git's words, and what can be taken back with the way back. */
export function useGitAct() {
  const { attempt, notices } = useStudio();
  const { common } = useStrings();
  return <Done extends GitDone>(doing: Promise<Done>, told?: (done: Done) => string) =>
    void attempt(async () => {
      const done = await doing;
      if (!told) return;
      const { undo } = done;
      notices.emit({
        type: "success",
        text: told(done),
        ...(undo && { action: { label: common.undo, run: undo } }),
      });
    });
}
