"use client";

import { useState } from "react";
import type { PreviewState } from "@/lib/studio";
import { useStrings } from "../app-context";
import { useStudio } from "../studio-context";
import { useStore } from "../use-store";
import { PreviewConsole } from "./preview-console";
import { PreviewFrame } from "./preview-frame";
import { PreviewMessage } from "./preview-message";
import { PreviewToolbar } from "./preview-toolbar";
import { stateText } from "./state-text";
import type { PreviewView } from "./preview-view";

const initial: PreviewView = { size: "fit", isRotated: false, isConsoleOpen: false, path: "/", loads: 0 };

export function PreviewPanel() {
  const { runner } = useStudio();
  const strings = useStrings();
  const state = useStore(runner.preview);
  const [view, setView] = useState(initial);
  const change = (part: Partial<PreviewView>) => {
    setView((now) => ({ ...now, ...part }));
  };
  const text = stateText(state, strings.preview);
  return (
    <>
      <PreviewToolbar state={state} view={view} onChange={change} />
      <output aria-label={strings.preview.state} className="sr-only">
        {text.title}
      </output>
      <PreviewBody state={state} view={view} />
      {view.isConsoleOpen && <PreviewConsole />}
    </>
  );
}

function PreviewBody({ state, view }: { readonly state: PreviewState; readonly view: PreviewView }) {
  if (state.type !== "serving" && state.type !== "empty") return <PreviewMessage state={state} />;
  return <PreviewFrame port={state.port} view={view} />;
}
