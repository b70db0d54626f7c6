"use client";

import { manifestPath, showRegion, type ManifestFault } from "@/lib/studio";
import { useStudio } from "./studio-context";

/** Shows the place where package.json breaks off. */
export function useOpenManifest(): (fault: ManifestFault) => void {
  const { editors, layout } = useStudio();
  return ({ line, column }) => {
    layout.set((now) => showRegion(now, "editor"));
    editors.openAt({ path: manifestPath, line, column });
  };
}
