"use client";

import { showRegion, type Studio } from "@/lib/studio";
import { useStrings } from "../app-context";
import { useStudio } from "../studio-context";
import { useStore } from "../use-store";
import { markupWithSource } from "./markup-with-source";

export interface PagePicker {
  readonly isPicking: boolean;
  readonly start: () => void;
  readonly stop: () => void;
}

/** Hands an element that the person points at to the chat, with what is known of where it came from. */
export function usePagePicker(): PagePicker {
  const studio = useStudio();
  const { panels } = useStrings();
  const { page } = studio.runner;
  return {
    isPicking: useStore(page.isPicking),
    start: () => void studio.attempt(() => pickIntoChat(studio, panels.preview.picked)),
    stop: page.stopPicking,
  };
}

async function pickIntoChat(studio: Studio, told: (selector: string) => string): Promise<void> {
  const { page } = studio.runner;
  const picked = await page.pick();
  if (!picked) return;
  const html = await markupWithSource(studio, picked);
  studio.handoff.offer({ type: "element", selector: picked.selector, html, url: page.facts.get()?.path ?? "/" });
  studio.layout.set((now) => showRegion(now, "chat"));
  studio.notices.emit({ type: "success", text: told(picked.selector) });
}
