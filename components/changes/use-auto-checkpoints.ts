"use client";

import { useEffect } from "react";
import { isLeftOut } from "@/lib/workspace";
import { useApp } from "../app-context";
import { useStudio } from "../studio-context";
import { pauseFor } from "./checkpoint-pace";

/**
 * Checkpoints that come by themselves: one of the project as it was found, then one whenever work has gone on for a while.
 * Their labels are in the language of the moment they are made.
 */
export function useAutoCheckpoints(): void {
  const studio = useStudio();
  const { strings } = useApp();
  useEffect(() => {
    const { workspace, documents, lease, attempt } = studio;
    const changed = new Set<string>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const mayWrite = () => lease.state.get() === "held";
    const make = async () => {
      timer = undefined;
      const [first, ...others] = changed;
      changed.clear();
      if (first === undefined || !mayWrite()) return;
      await documents.flush();
      const label = strings.get().tools.history.edited(first, others.length);
      await workspace.history.checkpoint(label, { automatic: true });
    };
    const found = async () => {
      if (workspace.history.checkpoints.get().length > 0 || !mayWrite()) return;
      await workspace.history.checkpoint(strings.get().tools.history.opened, { automatic: true });
    };
    const unsubscribe = lease.state.subscribe(() => void attempt(found));
    void attempt(found);
    const following = workspace.onChange((changes) => {
      for (const { path, by } of changes) if (by !== "restore" && !isLeftOut(path)) changed.add(path);
      if (changed.size > 0) timer ??= setTimeout(() => void attempt(make), pauseFor(changed.size));
    });
    return () => {
      clearTimeout(timer);
      following.dispose();
      unsubscribe();
    };
  }, [studio, strings]);
}
