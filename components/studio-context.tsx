"use client";

import { createContext, useContext } from "react";
import type { Studio } from "@/lib/studio";

export const StudioContext = createContext<Studio | undefined>(undefined);

/** The open project. Every part of the workbench is below one. */
export function useStudio(): Studio {
  const studio = useContext(StudioContext);
  if (!studio) throw new Error("useStudio needs a Workbench above it");
  return studio;
}
