"use client";

import { useSyncExternalStore } from "react";

const railWidth = 44;

const subscribe = (listener: () => void) => {
  window.addEventListener("resize", listener);
  return () => {
    window.removeEventListener("resize", listener);
  };
};

/** The width beside the rail. */
export function useBodyWidth(): number {
  return useSyncExternalStore(
    subscribe,
    () => window.innerWidth - railWidth,
    () => 1400,
  );
}
