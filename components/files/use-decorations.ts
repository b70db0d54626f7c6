"use client";

import { useEffect, useMemo } from "react";
import type { ChangeKind, GitState, Problem } from "@/lib/studio";
import { useStudio } from "../studio-context";
import { useStore } from "../use-store";

export type GitLetter = "M" | "A" | "U" | "D" | "C";

/** What the tree shows behind a name. A folder shows that something in it has changed or is wrong. */
export interface Decoration {
  readonly git?: GitLetter;
  readonly errors: number;
}

const letters: Readonly<Record<ChangeKind, GitLetter>> = {
  modified: "M",
  renamed: "M",
  added: "A",
  untracked: "U",
  deleted: "D",
  conflicted: "C",
};

const pause = 1500;

/** Asks Git a while after the last change, and only where there is a repository and the engine runs anyway. */
export function useDecorations(): ReadonlyMap<string, Decoration> {
  const { git, workspace, computer, editors } = useStudio();
  const state = useStore(git.state);
  const problems = useStore(editors.problems);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const soon = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        if (computer.state.get().type === "ready") void git.refreshStatus();
      }, pause);
    };
    soon();
    const stop = computer.state.subscribe(soon);
    const following = workspace.onChange((changes) => {
      if (changes.some(({ path }) => !path.startsWith(".git/") || path === ".git/HEAD")) soon();
    });
    return () => {
      clearTimeout(timer);
      stop();
      following.dispose();
    };
  }, [git, workspace, computer]);
  return useMemo(() => decorationsOf(state, problems), [state, problems]);
}

export function decorationsOf(state: GitState, problems: readonly Problem[]): ReadonlyMap<string, Decoration> {
  const found = new Map<string, Decoration>();
  const add = (path: string, next: (now: Decoration) => Decoration) => {
    for (let at = path; at !== ""; at = at.includes("/") ? at.slice(0, at.lastIndexOf("/")) : "")
      found.set(at, next(found.get(at) ?? { errors: 0 }));
  };
  if (state.type === "ready") {
    const { staged, unstaged, conflicts } = state.status;
    for (const { path, kind } of [...staged, ...unstaged, ...conflicts])
      add(path, (now) => ({ ...now, git: letters[kind] }));
  }
  for (const { path, severity } of problems)
    if (severity === "error") add(path, (now) => ({ ...now, errors: now.errors + 1 }));
  return found;
}
