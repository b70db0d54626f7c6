"use client";

import { AppWindow, LoaderCircle, RotateCw, SquareTerminal } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import type { PreviewState, Visit } from "@/lib/studio";
import { useStrings } from "../app-context";
import { PreviewFrame } from "../preview/preview-frame";
import { initialView } from "../preview/preview-view";
import { stateText } from "../preview/state-text";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { IconButton } from "../ui/icon-button";
import { useStore } from "../use-store";
import { useSharingStrings } from "../reading/use-sharing-strings";
import type { VisitControl } from "./use-visit";
import type { TerminalLinks } from "../terminal/attach-terminal";

const TerminalView = dynamic(async () => (await import("../terminal/terminal-view")).TerminalView, { ssr: false });

interface RunPanelProps {
  readonly visit: VisitControl;
  readonly onRun: () => void;
}

/** What runs, or the button that makes it run. */
export function RunPanel({ visit, onRun }: RunPanelProps) {
  const { page } = useSharingStrings();
  return (
    <section
      aria-label={page.preview}
      className="flex min-h-0 min-w-0 flex-1 flex-col border-line bg-surface md:basis-2/5 md:border-l"
    >
      {visit.visit ? <Running visit={visit.visit} onRun={onRun} /> : <NotRunning visit={visit} onRun={onRun} />}
    </section>
  );
}

function NotRunning({ visit, onRun }: RunPanelProps) {
  const { embed, page } = useSharingStrings();
  if (!visit.canRun) {
    return (
      <EmptyState
        icon={<AppWindow size={20} aria-hidden />}
        title={page.notRunning}
        text={embed.cannot}
        action={<Button onClick={openTab}>{embed.runInTab}</Button>}
      />
    );
  }
  return (
    <EmptyState
      icon={<AppWindow size={20} aria-hidden />}
      title={page.notRunning}
      text={page.notRunningText}
      action={<Button onClick={onRun}>{page.run}</Button>}
    />
  );
}

/** The same project as a page of its own, where it waits for a click again. */
export function openTab(): void {
  window.open(location.href.replace(`${location.origin}/embed`, pageBase()), "_blank", "noopener");
}

const pageBase = (): string =>
  location.pathname === "/embed" || location.pathname === "/embed/" ? `${location.origin}/share` : location.origin;

/** There are no files to open here; an address opens beside this page. */
const noFiles: TerminalLinks = {
  findFile: () => Promise.resolve(undefined),
  openFile: () => undefined,
  openLink: (url) => void window.open(url, "_blank", "noopener,noreferrer"),
};

function Running({ visit, onRun }: { readonly visit: Visit; readonly onRun: () => void }) {
  const strings = useStrings();
  const { page } = useSharingStrings();
  const state = useStore(visit.runner.preview);
  const { sessions } = useStore(visit.terminals.state);
  const [showsOutput, setShowsOutput] = useState(true);
  const session = sessions.at(-1);
  const text = stateText(state, strings);
  const isServing = state.type === "serving" || state.type === "empty" || state.type === "late";
  const output = showsOutput && session && (
    <div className="flex h-2/5 min-h-32 shrink-0 border-t border-line">
      <TerminalView key={session.id} session={session} links={noFiles} />
    </div>
  );
  return (
    <>
      <div className="flex h-8 shrink-0 items-center gap-1 border-b border-line pr-1.5 pl-3">
        <output aria-label={strings.preview.state} className="min-w-0 flex-1 truncate text-small text-ink-muted">
          {text.title}
        </output>
        <IconButton
          icon={SquareTerminal}
          label={page.output}
          aria-pressed={showsOutput}
          onClick={() => {
            setShowsOutput(!showsOutput);
          }}
        />
        <IconButton
          icon={RotateCw}
          label={strings.preview.reload}
          disabled={!isServing}
          onClick={() => {
            void visit.runner.page.reload({ fresh: true });
          }}
        />
      </div>
      {isServing ? (
        <PreviewFrame port={state.port} page={visit.runner.page} view={initialView} isRestricted />
      ) : (
        <Message state={state} action={<Remedy state={state} onRun={onRun} />} />
      )}
      {output}
    </>
  );
}

/** A frame of someone else's page may be lent less than a tab of its own is. */
const isFramed = (): boolean => window.parent !== window;

function Remedy({ state, onRun }: { readonly state: PreviewState; readonly onRun: () => void }) {
  const { preview } = useStrings();
  const { embed } = useSharingStrings();
  if (state.type === "unshown" && isFramed()) return <Button onClick={openTab}>{embed.runInTab}</Button>;
  const isOver = ["done", "crashed", "failed", "closed", "broken"].includes(state.type);
  return isOver && <Button onClick={onRun}>{preview.runAgain}</Button>;
}

function Message({ state, action }: { readonly state: PreviewState; readonly action: React.ReactNode }) {
  const { title, text } = stateText(state, useStrings());
  const isBusy = ["booting", "installing", "starting"].includes(state.type);
  return (
    <div className="min-h-0 flex-1">
      <EmptyState
        icon={
          isBusy ? <LoaderCircle size={20} aria-hidden className="animate-spin" /> : <AppWindow size={20} aria-hidden />
        }
        title={title}
        {...(text !== undefined && { text })}
        action={action}
      />
    </div>
  );
}
