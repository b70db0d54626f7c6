"use client";

import { useEffect, useLayoutEffect, useRef } from "react";
import { workIn } from "@/lib/studio";
import { useStudio } from "../studio-context";

const regionOf = (target: EventTarget | null): string | undefined =>
  target instanceof Element ? target.closest<HTMLElement>("[data-region]")?.dataset["region"] : undefined;

/** Whoever zooms until the screen is as narrow as a phone's goes on where they were. */
export function useKeptRegion(isPhone: boolean): void {
  const { layout } = useStudio();
  const region = useRef<string>(undefined);
  const wasPhone = useRef(isPhone);
  useEffect(() => {
    const hear = ({ target }: FocusEvent) => {
      region.current = regionOf(target);
    };
    document.addEventListener("focusin", hear);
    return () => {
      document.removeEventListener("focusin", hear);
    };
  }, []);
  useLayoutEffect(() => {
    if (isPhone && !wasPhone.current) layout.set((before) => workIn(before, region.current));
    wasPhone.current = isPhone;
  }, [isPhone, layout]);
}
