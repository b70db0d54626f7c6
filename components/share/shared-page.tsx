"use client";

import dynamic from "next/dynamic";
import { useSharingStrings } from "../reading/use-sharing-strings";
import { useSharedWork, type SharedSource } from "./use-shared-work";

const SharedTrouble = dynamic(async () => (await import("./shared-trouble")).SharedTrouble, { ssr: false });
const SharedView = dynamic(async () => (await import("./shared-view")).SharedView, { ssr: false });

interface SharedPageProps {
  readonly source: SharedSource;
  readonly sandboxOrigin: string | undefined;
}

/** Someone else's project: read at once, run on a click. */
export function SharedPage({ source, sandboxOrigin }: SharedPageProps) {
  const { page } = useSharingStrings();
  const [opened, retry] = useSharedWork(source);
  if (opened.type === "opening") {
    return (
      <main className="flex h-dvh items-center justify-center bg-surface" aria-busy="true">
        <output className="block animate-appear text-ink-faint [animation-delay:300ms] [animation-fill-mode:backwards]">
          {page.opening}
        </output>
      </main>
    );
  }
  if (opened.type === "trouble") return <SharedTrouble {...opened} onRetry={retry} />;
  const { work, view, sharing } = opened;
  return <SharedView key={work.fingerprint} work={work} view={view} sharing={sharing} sandboxOrigin={sandboxOrigin} />;
}
