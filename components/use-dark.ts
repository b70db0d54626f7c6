"use client";

import { useApp } from "./app-context";
import { useMedia } from "./use-media";
import { useStore } from "./use-store";

/** Whether the theme that is shown is the dark one. */
export function useDark(): boolean {
  const { theme } = useStore(useApp().settings);
  const systemIsDark = useMedia("(prefers-color-scheme: dark)");
  return theme === "system" ? systemIsDark : theme === "dark";
}
