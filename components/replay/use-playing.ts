"use client";

import { useEffect, useState } from "react";
import type { ReplayStep } from "@/lib/agent";

export interface Playing {
  readonly step: number;
  readonly isPlaying: boolean;
  readonly speed: number;
  readonly go: (step: number) => void;
  readonly goTo: (kind: ReplayStep["kind"], direction: 1 | -1) => void;
  readonly toggle: () => void;
  readonly setSpeed: (speed: number) => void;
}

export const speeds = [1, 2, 4, 8] as const;

/** However long something took or however short, it is shown for a time that one can follow. */
const shortest = 350;
const longest = 1600;

export function usePlaying(steps: readonly ReplayStep[], start: number): Playing {
  const last = Math.max(0, steps.length - 1);
  const [step, setStep] = useState(Math.min(start, last));
  const [isPlaying, setPlaying] = useState(false);
  const [speed, setSpeed] = useState(1);
  const go = (next: number) => {
    setStep(Math.min(last, Math.max(0, next)));
  };
  useEffect(() => {
    if (!isPlaying) return undefined;
    const took = (steps[step + 1]?.at ?? 0) - (steps[step]?.at ?? 0);
    const timer = setTimeout(
      () => {
        if (step >= last) setPlaying(false);
        else setStep(step + 1);
      },
      Math.min(longest, Math.max(shortest, took)) / speed,
    );
    return () => {
      clearTimeout(timer);
    };
  }, [isPlaying, step, speed, steps, last]);
  return {
    step,
    isPlaying,
    speed,
    go,
    goTo(kind, direction) {
      let at = step + direction;
      while (at > 0 && at < last && steps[at]?.kind !== kind) at += direction;
      go(at);
    },
    toggle() {
      if (!isPlaying && step >= last) setStep(0);
      setPlaying(!isPlaying);
    },
    setSpeed,
  };
}
