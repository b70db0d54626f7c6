"use client";

import { useEffect, useRef } from "react";
import type { Playing } from "./use-playing";

const acts: Readonly<Record<string, (playing: Playing, shift: boolean, last: number) => void>> = {
  " ": (playing) => {
    playing.toggle();
  },
  ArrowRight: (playing, shift) => {
    if (shift) playing.goTo("prompt", 1);
    else playing.go(playing.step + 1);
  },
  ArrowLeft: (playing, shift) => {
    if (shift) playing.goTo("prompt", -1);
    else playing.go(playing.step - 1);
  },
  Home: (playing) => {
    playing.go(0);
  },
  End: (playing, _shift, last) => {
    playing.go(last);
  },
};

/** Keys of the player, wherever the focus is, except where they mean something of their own. */
export function useReplayKeys(playing: Playing, last: number) {
  const latest = useRef({ playing, last });
  useEffect(() => {
    latest.current = { playing, last };
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(acts, event.key)) return;
      if (isTakenBy(event.target, event.key)) return;
      event.preventDefault();
      acts[event.key]?.(latest.current.playing, event.shiftKey, latest.current.last);
    };
    window.addEventListener("keydown", onKey);
    return () => {
      window.removeEventListener("keydown", onKey);
    };
  }, []);
}

function isTakenBy(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.closest("[role=dialog]")) return true;
  if (target instanceof HTMLInputElement) return target.type !== "range";
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  return key === " " && target.closest("button, a, summary, [role=radio]") !== null;
}
