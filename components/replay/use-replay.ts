"use client";

import { useMemo } from "react";
import type { Replay } from "@/lib/agent";
import { messageOf } from "@/lib/base";
import type { FileSet, SharedProject, Sharing } from "@/lib/studio";

export type ReadReplay =
  | { readonly type: "read"; readonly replay: Replay; readonly files: readonly FileSet[] }
  | { readonly type: "broken"; readonly reason: string };

/** The session of a shared project, with the files of each of its steps. */
export function useReplay(project: SharedProject, sharing: Sharing): ReadReplay {
  return useMemo(() => {
    try {
      const replay = sharing.createReplay(project.session ?? "");
      return { type: "read", replay, files: sharing.filesOfReplay(project, replay) };
    } catch (error) {
      return { type: "broken", reason: messageOf(error) };
    }
  }, [project, sharing]);
}
