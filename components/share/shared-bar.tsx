"use client";

import { Flag, GitFork, Play, Square } from "lucide-react";
import Link from "next/link";
import { isUnderWay, type SharedWork, type Visit } from "@/lib/studio";
import { useStrings } from "../app-context";
import { Button } from "../ui/button";
import { IconButton } from "../ui/icon-button";
import { Segmented } from "../ui/segmented";
import { Mark } from "../ui/wordmark";
import { useStore } from "../use-store";
import { useSharingStrings } from "../reading/use-sharing-strings";
import type { VisitControl } from "./use-visit";

export type SharedPane = "project" | "replay";

interface SharedBarProps {
  readonly work: SharedWork;
  readonly pane: SharedPane;
  readonly onPane: (pane: SharedPane) => void;
  readonly visit: VisitControl;
  readonly onRun: () => void;
  readonly onFork: () => void;
  readonly forking: boolean;
  readonly onReport: () => void;
}

/** Whose work it is, and what can be done with it. */
export function SharedBar({ work, pane, onPane, visit, onRun, onFork, forking, onReport }: SharedBarProps) {
  const { workbench } = useStrings();
  const { page, report } = useSharingStrings();
  const { project, provenance } = work;
  return (
    <header className="shrink-0 border-b border-line bg-ground">
      <div className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1.5 py-1.5 pr-2 pl-1.5">
        <Link
          href="/"
          aria-label={workbench.home}
          title={workbench.home}
          className="rounded-control p-1.5 text-ink transition-colors hover:bg-hover"
        >
          <Mark />
        </Link>
        <h1 className="min-w-0 truncate font-medium">{project.name}</h1>
        <p className="min-w-0 truncate text-small text-ink-muted" title={page.unverified}>
          {page.by(provenance.author ?? page.someone)} · {sourceText(work, page)}
        </p>
        <div className="flex-1" />
        {project.session !== undefined && (
          <Segmented<SharedPane>
            label={page.views}
            value={pane}
            options={[
              { value: "project", label: page.project },
              { value: "replay", label: page.replay },
            ]}
            onChange={onPane}
          />
        )}
        <IconButton icon={Flag} label={report.title} size="medium" onClick={onReport} />
        <RunButton visit={visit} onRun={onRun} />
        <Button look="primary" disabled={forking} title={page.forkHint} onClick={onFork}>
          <GitFork size={14} aria-hidden />
          {forking ? page.forking : page.fork}
        </Button>
      </div>
      <p className="border-t border-line bg-raised px-3 py-1 text-small text-ink-muted">
        <span className="text-warn">{page.bar(provenance.author ?? page.someone)}</span> {page.restricted}
      </p>
    </header>
  );
}

function sourceText({ provenance }: SharedWork, page: ReturnType<typeof useSharingStrings>["page"]): string {
  const { source } = provenance;
  if (source.type === "repository") return source.name;
  return source.type === "other" ? source.text : page.kind[source.type];
}

function RunButton({ visit, onRun }: { readonly visit: VisitControl; readonly onRun: () => void }) {
  const { page } = useSharingStrings();
  if (!visit.canRun) return null;
  if (visit.visit) return <RunningButton visit={visit.visit} control={visit} onRun={onRun} />;
  return (
    <Button onClick={onRun}>
      <Play size={12} fill="currentColor" aria-hidden />
      {page.run}
    </Button>
  );
}

interface RunningButtonProps {
  readonly visit: Visit;
  readonly control: VisitControl;
  readonly onRun: () => void;
}

function RunningButton({ visit, control, onRun }: RunningButtonProps) {
  const { page } = useSharingStrings();
  const state = useStore(visit.runner.run);
  const isRunning = isUnderWay(state);
  return (
    <Button onClick={isRunning ? control.stop : onRun}>
      {isRunning ? (
        <Square size={12} fill="currentColor" aria-hidden />
      ) : (
        <Play size={12} fill="currentColor" aria-hidden />
      )}
      {isRunning ? page.stop : page.run}
    </Button>
  );
}
