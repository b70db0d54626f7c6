"use client";

import { useEffect, useState } from "react";
import { messageOf } from "@/lib/base";
import { loadSharing, type CollectedShare, type MadeShare, type SecretChoices, type Studio } from "@/lib/studio";
import { useApp } from "../app-context";
import { useStudio } from "../studio-context";

/** What the author wants to share. */
export interface ShareWish {
  readonly author: string;
  readonly ignore: string;
  readonly withConversation: boolean;
}

export type ShareDraft =
  | { readonly type: "collecting" }
  | { readonly type: "failed"; readonly reason: string }
  | { readonly type: "ready"; readonly collected: CollectedShare; readonly made: MadeShare; readonly link: string };

/** While someone types, what goes along is gathered only when they pause. */
const pause = 250;

/** What the link would hold, made anew whenever a wish or a choice changes. */
export function useShareDraft({ author, ignore, withConversation }: ShareWish, choices: SecretChoices): ShareDraft {
  const studio = useStudio();
  const { settings } = useApp();
  const [collected, setCollected] = useState<CollectedShare | { readonly reason: string }>();
  const [draft, setDraft] = useState<ShareDraft>({ type: "collecting" });
  useEffect(() => {
    let gone = false;
    const collect = async () => {
      const session = withConversation ? await exportSession(studio, settings) : undefined;
      const { collectShare } = await loadSharing();
      await studio.documents.flush();
      return collectShare(studio.workspace, {
        name: studio.project.get().name,
        author,
        ignore: ignore.split("\n"),
        session,
      });
    };
    const collectOrSay = async () => {
      const next = await collect().catch((error: unknown) => ({ reason: messageOf(error) }));
      if (!gone) setCollected(next);
    };
    const timer = setTimeout(() => {
      void collectOrSay();
    }, pause);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [studio, settings, author, ignore, withConversation]);
  useEffect(() => {
    let gone = false;
    const show = (next: ShareDraft) => {
      if (!gone) setDraft(next);
    };
    void makeDraft(collected, choices, studio.project.get().template).then(show);
    return () => {
      gone = true;
    };
  }, [studio, collected, choices]);
  return draft;
}

async function makeDraft(
  collected: CollectedShare | { readonly reason: string } | undefined,
  choices: SecretChoices,
  template: string | undefined,
): Promise<ShareDraft> {
  if (!collected) return { type: "collecting" };
  if ("reason" in collected) return { type: "failed", reason: collected.reason };
  try {
    const { makeShare, shareLink } = await loadSharing();
    const made = await makeShare(collected, choices, template);
    return { type: "ready", collected, made, link: shareLink(location.origin, made.share) };
  } catch (error) {
    return { type: "failed", reason: messageOf(error) };
  }
}

async function exportSession(studio: Studio, settings: ReturnType<typeof useApp>["settings"]): Promise<string> {
  const { agent } = await studio.assistant.wake(settings);
  return agent.exportSession();
}
