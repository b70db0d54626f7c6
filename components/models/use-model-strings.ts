"use client";

import { modelStrings, type ModelStrings } from "@/lib/studio";
import { useApp } from "../app-context";
import { useStore } from "../use-store";

export function useModelStrings(): ModelStrings {
  return useStore(modelStrings(useApp().settings));
}
