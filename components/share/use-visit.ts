"use client";

import { useEffect, useRef, useState } from "react";
import { createPassingBoot, type SharedWork, type Sharing, type Visit } from "@/lib/studio";

/** A shared project that can be run. There is no computer before the first click. */
export interface VisitControl {
  readonly visit: Visit | undefined;
  /** False where this page isn't isolated, as in most frames: then programs can't run here. */
  readonly canRun: boolean;
  readonly run: () => void;
  readonly stop: () => void;
}

export function useVisit(work: SharedWork, sharing: Sharing, sandboxOrigin: string | undefined): VisitControl {
  const [visit, setVisit] = useState<Visit>();
  const opening = useRef<Promise<Visit>>(undefined);
  useEffect(
    () => () => {
      void opening.current?.then((opened) => {
        opened.dispose();
      });
      opening.current = undefined;
    },
    [],
  );
  const canRun = sandboxOrigin !== undefined && crossOriginIsolated;
  const run = async () => {
    if (!canRun) return;
    opening.current ??= sharing.openVisit(work, createPassingBoot(sandboxOrigin));
    const opened = await opening.current;
    setVisit(opened);
    await opened.runner.start();
  };
  return {
    visit,
    canRun,
    run: () => void run(),
    stop() {
      visit?.runner.stop();
    },
  };
}
