"use client";

import { useState } from "react";
import { createRemembered } from "@/lib/studio";
import { useStore } from "../use-store";
import type { ShareWish } from "./use-share-draft";

const initial: ShareWish = { author: "", ignore: "", withConversation: false };

function parse(raw: unknown): ShareWish {
  if (typeof raw !== "object" || raw === null) return initial;
  const text = (name: string) => {
    const value: unknown = Reflect.get(raw, name);
    return typeof value === "string" ? value.slice(0, 2000) : "";
  };
  return { author: text("author").slice(0, 80), ignore: text("ignore"), withConversation: false };
}

/** What was left out of a project before stays left out; whether a conversation goes along is asked each time. */
export function useShareWish(project: string): readonly [ShareWish, (next: ShareWish) => void] {
  const [store] = useState(() => createRemembered({ key: `tabsmith.share.${project}`, initial, parse }));
  return [useStore(store), store.set];
}
