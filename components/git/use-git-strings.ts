"use client";

import { gitStrings, type GitStrings } from "@/lib/studio";
import { useApp } from "../app-context";
import { useStore } from "../use-store";

export function useGitStrings(): GitStrings {
  return useStore(gitStrings(useApp().settings));
}
