"use client";

import { useState } from "react";
import type { PreviewState } from "@/lib/studio";
import { useStrings } from "../app-context";
import { useStudio } from "../studio-context";
import { Button } from "../ui/button";
import { useStore } from "../use-store";
import { PreviewConsole } from "./preview-console";
import { PreviewFrame } from "./preview-frame";
import { PreviewMessage } from "./preview-message";
import { PreviewToolbar } from "./preview-toolbar";
import { Screenshot } from "./screenshot";
import { stateText } from "./state-text";
import { usePagePicker } from "./use-page-picker";
import { useScreenshot } from "./use-screenshot";
import { initialView, type PreviewView } from "./preview-view";

export function PreviewPanel() {
  const { project, runner } = useStudio();
  const { trusted } = useStore(project);
  const strings = useStrings();
  const state = useStore(runner.preview);
  const [view, setView] = useState(initialView);
  const picker = usePagePicker();
  const screenshot = useScreenshot();
  const change = (part: Partial<PreviewView>) => {
    setView((now) => ({ ...now, ...part }));
  };
  const text = stateText(state, strings);
  return (
    <>
      <PreviewToolbar state={state} view={view} onChange={change} picker={picker} onScreenshot={screenshot.take} />
      <output aria-label={strings.preview.state} className="sr-only">
        {text.title}
      </output>
      {picker.isPicking && (
        <Bar text={strings.panels.preview.picking}>
          <Button onClick={picker.stop}>{strings.panels.preview.stopPicking}</Button>
        </Bar>
      )}
      {state.type === "empty" && !view.isConsoleOpen && (
        <Bar text={strings.panels.preview.emptyBar}>
          <Button
            onClick={() => {
              change({ isConsoleOpen: true });
            }}
          >
            {strings.panels.preview.showConsole}
          </Button>
        </Bar>
      )}
      {state.type === "late" && (
        <Bar text={strings.panels.preview.lateBar}>
          <Button onClick={() => void runner.page.reload()}>{strings.preview.reload}</Button>
        </Bar>
      )}
      <PreviewBody state={state} view={view} isRestricted={!trusted} />
      {screenshot.picture && <Screenshot picture={screenshot.picture} onClose={screenshot.close} />}
      {view.isConsoleOpen && <PreviewConsole />}
    </>
  );
}

function Bar({ text, children }: { readonly text: string; readonly children: React.ReactNode }) {
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-2 border-b border-line bg-ground px-3 py-1.5">
      <p role="status" className="min-w-0 flex-1 text-small text-ink-muted">
        {text}
      </p>
      {children}
    </div>
  );
}

interface PreviewBodyProps {
  readonly state: PreviewState;
  readonly view: PreviewView;
  readonly isRestricted: boolean;
}

function PreviewBody({ state, view, isRestricted }: PreviewBodyProps) {
  const { runner } = useStudio();
  if (state.type !== "serving" && state.type !== "empty" && state.type !== "late")
    return <PreviewMessage state={state} />;
  return <PreviewFrame port={state.port} page={runner.page} view={view} isRestricted={isRestricted} />;
}
