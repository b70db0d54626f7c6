"use client";

import { sharingStrings, type SharingStrings } from "@/lib/studio";
import { useApp } from "../app-context";
import { useStore } from "../use-store";

export function useSharingStrings(): SharingStrings {
  return useStore(sharingStrings(useApp().settings));
}
