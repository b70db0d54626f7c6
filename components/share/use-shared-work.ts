"use client";

import { useEffect, useState } from "react";
import { codeOf, messageOf } from "@/lib/base";
import { loadSharing, type Provenance, type Sharing, type SharedWork, type ShareView } from "@/lib/studio";

export type SharedSource = Extract<Provenance["source"], { type: "link" | "short" }>;

export type OpenedWork =
  | { readonly type: "opening" }
  | { readonly type: "trouble"; readonly code: string; readonly details: string }
  | { readonly type: "open"; readonly work: SharedWork; readonly view: ShareView; readonly sharing: Sharing };

/** Reads what the address of this page leads to, again whenever the part after `#` changes. */
export function useSharedWork(source: SharedSource): readonly [OpenedWork, () => void] {
  const [opened, setOpened] = useState<OpenedWork>({ type: "opening" });
  const [tries, setTries] = useState(0);
  const key = JSON.stringify(source);
  useEffect(() => {
    let gone = false;
    const open = async () => {
      const next = await openAddress(JSON.parse(key) as SharedSource, location.hash);
      if (!gone) setOpened(next);
    };
    const again = () => {
      setOpened({ type: "opening" });
      void open();
    };
    if (tries >= 0) void open();
    window.addEventListener("hashchange", again);
    return () => {
      gone = true;
      window.removeEventListener("hashchange", again);
    };
  }, [key, tries]);
  const retry = () => {
    setOpened({ type: "opening" });
    setTries(tries + 1);
  };
  return [opened, retry];
}

async function openAddress(source: SharedSource, hash: string): Promise<OpenedWork> {
  try {
    const sharing = await loadSharing();
    const { share, view } = sharing.readShareAddress(hash);
    if (source.type === "short") return { type: "open", work: await sharing.openShort(source.id), view, sharing };
    if (share === undefined || share === "") return { type: "trouble", code: "empty", details: "" };
    return { type: "open", work: await sharing.openShared(share, source), view, sharing };
  } catch (error) {
    return { type: "trouble", code: codeOf(error) ?? "unknown", details: messageOf(error) };
  }
}
