"use client";

import { useSyncExternalStore } from "react";
import type { ReadableStore } from "@/lib/base";

/** A remembered store says with `initial` what the server rendered; any other store is the same on both sides. */
type Readable<T> = ReadableStore<T> & { readonly initial?: T };

/** What a store holds, for as long as the component is there. */
export function useStore<T>(store: Readable<T>): T {
  return useSyncExternalStore(store.subscribe, store.get, () => store.initial ?? store.get());
}
