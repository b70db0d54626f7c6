"use client";

import { AppWindow, CircleCheck, CircleX, FileWarning, LoaderCircle, type LucideIcon } from "lucide-react";
import { showRegion, type PreviewState } from "@/lib/studio";
import { useStrings } from "../app-context";
import { useStudio } from "../studio-context";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { useOpenManifest } from "../use-open-manifest";
import { useRunCommand } from "../use-run-command";
import { stateText } from "./state-text";

type Message = Exclude<PreviewState, { type: "serving" | "empty" | "late" }>;

const looks: Readonly<Record<Message["type"], readonly [icon: LucideIcon, colour: string]>> = {
  absent: [AppWindow, ""],
  idle: [AppWindow, ""],
  nothing: [AppWindow, ""],
  broken: [FileWarning, "text-bad"],
  booting: [LoaderCircle, "animate-spin"],
  installing: [LoaderCircle, "animate-spin"],
  starting: [LoaderCircle, "animate-spin"],
  done: [CircleCheck, "text-good"],
  crashed: [CircleX, "text-bad"],
  failed: [CircleX, "text-bad"],
  closed: [AppWindow, ""],
  unshown: [CircleX, "text-bad"],
};

/** In place of a page: what is going on, and the one thing that helps. */
export function PreviewMessage({ state }: { readonly state: Message }) {
  const { title, text } = stateText(state, useStrings());
  const [Icon, look] = looks[state.type];
  return (
    <div className="flex min-h-0 flex-1 flex-col justify-center overflow-auto">
      <EmptyState
        icon={<Icon size={20} aria-hidden className={look} />}
        title={title}
        {...(text !== undefined && { text })}
        action={<Remedy state={state} />}
      />
      {state.type === "crashed" && state.lastLines.length > 0 && (
        <pre
          tabIndex={0}
          className="mx-4 mb-4 max-h-48 shrink-0 overflow-auto rounded-panel border border-line bg-ground p-3 font-mono text-small whitespace-pre-wrap"
        >
          {state.lastLines.join("\n")}
        </pre>
      )}
    </div>
  );
}

function Remedy({ state }: { readonly state: Message }) {
  const { layout } = useStudio();
  const { preview, workbench, panels } = useStrings();
  const openManifest = useOpenManifest();
  const runCommand = useRunCommand();
  const run = () => {
    runCommand("run");
  };
  switch (state.type) {
    case "idle":
      return <Button onClick={run}>{workbench.run}</Button>;
    case "broken":
      return (
        <Button
          onClick={() => {
            openManifest(state.fault);
          }}
        >
          {panels.manifest.open}
        </Button>
      );
    case "closed":
    case "crashed":
    case "failed":
      return <Button onClick={run}>{preview.runAgain}</Button>;
    case "installing":
    case "starting":
    case "done":
      return (
        <Button
          onClick={() => {
            layout.set((now) => showRegion(now, "terminal"));
          }}
        >
          {preview.showTerminal}
        </Button>
      );
    default:
      return null;
  }
}
