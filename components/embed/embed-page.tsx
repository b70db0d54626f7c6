"use client";

import dynamic from "next/dynamic";
import { useSharingStrings } from "../reading/use-sharing-strings";
import { useSharedWork, type SharedSource } from "../share/use-shared-work";
import { EmptyState } from "../ui/empty-state";
import { useEmbedHost } from "./use-embed-host";

const EmbedView = dynamic(async () => (await import("./embed-view")).EmbedView, { ssr: false });

interface EmbedPageProps {
  readonly source: SharedSource;
  readonly sandboxOrigin: string | undefined;
}

/** A project inside of someone else's page: read-only until it is clicked. */
export function EmbedPage({ source, sandboxOrigin }: EmbedPageProps) {
  const { page, trouble } = useSharingStrings();
  const [opened] = useSharedWork(source);
  const host = useEmbedHost(opened);
  if (opened.type === "opening") {
    return (
      <main className="flex h-dvh items-center justify-center bg-surface" aria-busy="true">
        <output className="text-ink-faint">{page.opening}</output>
      </main>
    );
  }
  if (opened.type === "trouble") {
    const known = Object.hasOwn(trouble, opened.code) ? trouble[opened.code as "empty"] : trouble.unknown;
    return (
      <main className="h-dvh bg-surface">
        <EmptyState title={known.title} text={known.text} />
      </main>
    );
  }
  const { work, view, sharing } = opened;
  return (
    <EmbedView
      key={work.fingerprint}
      work={work}
      view={{ ...view, ...host.view }}
      sharing={sharing}
      sandboxOrigin={sandboxOrigin}
      host={host}
    />
  );
}
