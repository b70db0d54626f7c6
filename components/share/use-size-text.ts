"use client";

import { useApp } from "../app-context";
import { sizeText } from "../ui/size-text";
import { useStore } from "../use-store";

/** Sizes as the language of the settings writes them. */
export function useSizeText(): (bytes: number) => string {
  const { language } = useStore(useApp().settings);
  return (bytes) => sizeText(bytes, language);
}
