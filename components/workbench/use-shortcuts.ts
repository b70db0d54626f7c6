"use client";

import { useEffect } from "react";
import { useStudio } from "../studio-context";
import { useMac } from "../use-media";

/** Keys reach the commands before the editor or the terminal sees them, but never from inside a dialog; a few come from the preview. */
export function useShortcuts() {
  const { commands, attempt, runner } = useStudio();
  const mac = useMac();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.isComposing || event.repeat) return;
      const isInDialog = event.target instanceof Element && event.target.closest("[role=dialog],[role=menu]") !== null;
      const command = isInDialog ? undefined : commands.forKeys(event, mac);
      if (!command) return;
      event.preventDefault();
      event.stopPropagation();
      void attempt(async () => command.run());
    };
    window.addEventListener("keydown", onKeyDown, { capture: true });
    return () => {
      window.removeEventListener("keydown", onKeyDown, { capture: true });
    };
  }, [commands, attempt, mac]);
  useEffect(() => {
    const listening = runner.page.onShortcut((name) => void attempt(() => commands.run(name)));
    return () => {
      listening.dispose();
    };
  }, [commands, attempt, runner]);
}
