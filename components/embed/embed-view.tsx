"use client";

import { ExternalLink, Play } from "lucide-react";
import { useEffect, useState } from "react";
import type { SharedWork, Sharing, ShareView } from "@/lib/studio";
import { CodeView } from "../reading/code-view";
import { FileList } from "../reading/file-list";
import { PhishingNotice } from "../share/phishing-notice";
import { openTab, RunPanel } from "../share/run-panel";
import { useSharingStrings } from "../reading/use-sharing-strings";
import { useVisit } from "../share/use-visit";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { Mark } from "../ui/wordmark";
import { useMedia } from "../use-media";
import type { EmbedHost } from "./use-embed-host";

interface EmbedViewProps {
  readonly work: SharedWork;
  readonly view: ShareView;
  readonly sharing: Sharing;
  readonly sandboxOrigin: string | undefined;
  readonly host: EmbedHost;
}

/** The bar stays below whatever is shown: whose work it is, and the way to a page of its own. */
export function EmbedView({ work, view, sharing, sandboxOrigin, host }: EmbedViewProps) {
  const visit = useVisit(work, sharing, sandboxOrigin);
  const [warned, setWarned] = useState<"no" | "asking" | "yes">("no");
  const run = () => {
    if (work.phishing.length > 0 && warned !== "yes") setWarned("asking");
    else visit.run();
  };
  useTheme(view.theme);
  useEffect(() => host.onRun(async () => run()));
  useEffect(() => {
    const running = visit.visit;
    if (!running) return undefined;
    return running.runner.preview.subscribe(() => {
      const state = running.runner.preview.get();
      host.tell({ type: "state", state: state.type });
    });
  }, [visit.visit, host]);
  const show = view.show ?? "both";
  const isNarrow = useMedia("(max-width: 639px)");
  return (
    <div className="flex h-dvh flex-col overflow-hidden bg-surface">
      <main className={isNarrow ? "flex min-h-0 flex-1 flex-col" : "flex min-h-0 flex-1"}>
        {show !== "preview" && <Editor key={`${view.file} ${view.line}`} work={work} view={view} isNarrow={isNarrow} />}
        {show !== "editor" && <RunPanel visit={visit} onRun={run} />}
      </main>
      <EmbedBar work={work} canRun={visit.canRun} isRunning={visit.visit !== undefined} onRun={run} />
      {warned === "asking" && (
        <PhishingNotice
          signs={work.phishing}
          onReport={openTab}
          onClose={() => {
            setWarned("no");
          }}
          onGoOn={() => {
            setWarned("yes");
            visit.run();
          }}
        />
      )}
    </div>
  );
}

function Editor({ work, view, isNarrow }: Pick<EmbedViewProps, "work" | "view"> & { readonly isNarrow: boolean }) {
  const { page } = useSharingStrings();
  const [path, setPath] = useState(view.file ?? work.opens);
  const file = work.project.files.find((known) => known.path === path);
  return (
    <div
      className={`flex min-h-0 min-w-0 flex-1 border-line ${isNarrow ? "not-last:border-b" : "max-md:not-last:border-r"}`}
    >
      {!isNarrow && work.project.files.length > 1 && (
        <div className="flex w-40 shrink-0 flex-col border-r border-line bg-ground">
          <FileList
            label={page.files}
            paths={work.project.files.map((known) => known.path)}
            shown={path}
            onShow={setPath}
          />
        </div>
      )}
      <div className="flex min-h-0 min-w-0 flex-1 flex-col">
        {file ? (
          <CodeView file={file} line={path === view.file ? view.line : undefined} />
        ) : (
          <EmptyState title={page.noFile} />
        )}
      </div>
    </div>
  );
}

interface EmbedBarProps {
  readonly work: SharedWork;
  readonly canRun: boolean;
  readonly isRunning: boolean;
  readonly onRun: () => void;
}

function EmbedBar({ work, canRun, isRunning, onRun }: EmbedBarProps) {
  const { embed, page } = useSharingStrings();
  const author = work.provenance.author ?? page.someone;
  return (
    <footer className="flex min-h-9 shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-t border-line bg-ground px-2 py-1">
      <Mark className="text-ink" />
      <p className="min-w-0 flex-1 basis-32 truncate text-small" title={page.bar(author)}>
        <span className="font-medium">{work.project.name}</span>{" "}
        <span className="text-ink-muted">{page.by(author)}</span>
      </p>
      {canRun && !isRunning && (
        <Button onClick={onRun}>
          <Play size={12} fill="currentColor" aria-hidden />
          {embed.run}
        </Button>
      )}
      <Button onClick={openTab}>
        <ExternalLink size={14} aria-hidden />
        {embed.openTab}
      </Button>
    </footer>
  );
}

/** The page around chooses the theme of its embed; the reader's own settings stay as they are. */
function useTheme(theme: ShareView["theme"]) {
  useEffect(() => {
    if (theme) document.documentElement.dataset["theme"] = theme;
  }, [theme]);
}
