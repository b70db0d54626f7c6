"use client";

import { useEffect, useState } from "react";
import type { FileDifference } from "@/lib/workspace";
import { useStudio } from "../studio-context";

/** What differs between a checkpoint and another one; without another one, the files as they are, and kept up to date. */
export function useDifferences(id: string, other?: string): readonly FileDifference[] | undefined {
  const { workspace, attempt } = useStudio();
  const [differences, setDifferences] = useState<readonly FileDifference[]>();
  useEffect(() => {
    let gone = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const read = () =>
      attempt(async () => {
        const next = await workspace.history.diff(id, other);
        if (!gone) setDifferences(next);
      });
    void read();
    const following = workspace.onChange(() => {
      clearTimeout(timer);
      if (other === undefined) timer = setTimeout(() => void read(), 200);
    });
    return () => {
      gone = true;
      clearTimeout(timer);
      following.dispose();
    };
  }, [workspace, attempt, id, other]);
  return differences;
}
