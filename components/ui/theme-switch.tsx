"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import type { Theme } from "@/lib/studio";
import { useApp, useStrings } from "../app-context";
import { useStore } from "../use-store";
import { Segmented } from "./segmented";

export function ThemeSwitch() {
  const { settings } = useApp();
  const { theme: names } = useStrings();
  const { theme } = useStore(settings);
  return (
    <Segmented<Theme>
      label={names.label}
      value={theme}
      onChange={(next) => {
        settings.set((now) => ({ ...now, theme: next }));
      }}
      options={[
        { value: "light", label: names.light, icon: <Sun size={14} aria-hidden /> },
        { value: "system", label: names.system, icon: <Monitor size={14} aria-hidden /> },
        { value: "dark", label: names.dark, icon: <Moon size={14} aria-hidden /> },
      ]}
    />
  );
}
