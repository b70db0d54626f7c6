"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import type { SharedWork, Sharing, ShareView } from "@/lib/studio";
import { PhishingNotice } from "./phishing-notice";
import { ReportDialog } from "./report-dialog";
import { SharedBar, type SharedPane } from "./shared-bar";
import { SharedProjectView } from "./shared-project-view";
import { useFork } from "./use-fork";
import { useVisit } from "./use-visit";

const ReplayPlayer = dynamic(async () => (await import("../replay/replay-player")).ReplayPlayer, { ssr: false });

interface SharedViewProps {
  readonly work: SharedWork;
  readonly view: ShareView;
  readonly sharing: Sharing;
  readonly sandboxOrigin: string | undefined;
}

/** The bar that says whose work it is stays above whatever is shown. */
export function SharedView({ work, view, sharing, sandboxOrigin }: SharedViewProps) {
  const [pane, setPane] = useState<SharedPane>(
    view.step !== undefined && work.project.session !== undefined ? "replay" : "project",
  );
  const [asked, setAsked] = useState<"report" | "phishing">();
  const visit = useVisit(work, sharing, sandboxOrigin);
  const { fork, forking } = useFork(work, sharing);
  const run = () => {
    if (work.phishing.length > 0 && !visit.visit) setAsked("phishing");
    else visit.run();
  };
  return (
    <div className="flex h-dvh flex-col overflow-hidden">
      <SharedBar
        work={work}
        pane={pane}
        onPane={setPane}
        visit={visit}
        onRun={run}
        onFork={() => void fork()}
        forking={forking}
        onReport={() => {
          setAsked("report");
        }}
      />
      <main className="flex min-h-0 flex-1">
        {pane === "project" ? (
          <SharedProjectView work={work} view={view} visit={visit} onRun={run} />
        ) : (
          <ReplayPlayer
            project={work.project}
            sharing={sharing}
            start={view.step ?? 0}
            onFork={(point) => void fork(point)}
          />
        )}
      </main>
      <Question
        work={work}
        asked={asked}
        onAsk={setAsked}
        onGoOn={() => {
          setAsked(undefined);
          visit.run();
        }}
      />
    </div>
  );
}

type Asked = "report" | "phishing" | undefined;

interface QuestionProps {
  readonly work: SharedWork;
  readonly asked: Asked;
  readonly onAsk: (next: Asked) => void;
  readonly onGoOn: () => void;
}

function Question({ work, asked, onAsk, onGoOn }: QuestionProps) {
  const close = () => {
    onAsk(undefined);
  };
  if (asked === "report")
    return <ReportDialog source={work.provenance.source} fingerprint={work.fingerprint} onClose={close} />;
  if (asked !== "phishing") return null;
  return (
    <PhishingNotice
      signs={work.phishing}
      onReport={() => {
        onAsk("report");
      }}
      onClose={close}
      onGoOn={onGoOn}
    />
  );
}
