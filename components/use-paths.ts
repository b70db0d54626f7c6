"use client";

import { useEffect } from "react";
import { useStudio } from "./studio-context";
import { useStore } from "./use-store";

/** The paths of all files of the project; undefined until they were read. */
export function usePaths(): readonly string[] | undefined {
  const { paths } = useStudio();
  useEffect(() => {
    paths.read();
  }, [paths]);
  return useStore(paths.store);
}
