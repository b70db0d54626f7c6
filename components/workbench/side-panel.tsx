"use client";

import dynamic from "next/dynamic";
import type { SideView } from "@/lib/studio";
import { useStrings } from "../app-context";
import { FilesRegion } from "../files/files-region";
import { EmptyState } from "../ui/empty-state";
import { Region, RegionHeader } from "../ui/region";

const SearchRegion = dynamic(async () => (await import("../search/search-region")).SearchRegion, { ssr: false });
const GitRegion = dynamic(async () => (await import("../git/git-region")).GitRegion, { ssr: false });
const HistoryRegion = dynamic(async () => (await import("../changes/history-region")).HistoryRegion, { ssr: false });

export function SidePanel({ view }: { readonly view: SideView }) {
  switch (view) {
    case "files":
      return <FilesRegion />;
    case "search":
      return <SearchRegion />;
    case "git":
      return <GitRegion />;
    case "history":
      return <HistoryRegion />;
    case "sessions":
      return <SessionsRegion />;
  }
}

function SessionsRegion() {
  const { workbench, sessions } = useStrings();
  return (
    <Region id="sessions" label={workbench.regions.sessions}>
      <RegionHeader title={workbench.regions.sessions} />
      <EmptyState title={sessions.empty} text={sessions.emptyText} />
    </Region>
  );
}
