"use client";

import dynamic from "next/dynamic";
import Link from "next/link";
import { useEffect, useState } from "react";
import { codeOf, messageOf } from "@/lib/base";
import { createBoot, openStudio, type Studio } from "@/lib/studio";
import { useApp, useStrings } from "../app-context";
import { StudioContext } from "../studio-context";
import { buttonClass } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { Wordmark } from "../ui/wordmark";
import { WorkbenchShell } from "./workbench-shell";

const Notices = dynamic(async () => (await import("./notices")).Notices, { ssr: false });

type Opening =
  | { readonly type: "opening" }
  | { readonly type: "open"; readonly studio: Studio }
  | { readonly type: "missing" }
  | { readonly type: "closed"; readonly reason: string };

interface WorkbenchProps {
  readonly id: string;
  /** Where the engine lives. Without it programs can't run. */
  readonly sandboxOrigin: string | undefined;
}

export function Workbench({ id, sandboxOrigin }: WorkbenchProps) {
  const { shelf } = useApp();
  const [opening, setOpening] = useState<Opening>({ type: "opening" });
  useEffect(() => {
    let studio: Studio | undefined;
    let gone = false;
    const open = async () => {
      try {
        studio = await openStudio(shelf, id, {
          boot: sandboxOrigin === undefined ? undefined : createBoot(sandboxOrigin),
        });
        if (gone) studio.dispose();
        else setOpening({ type: "open", studio });
      } catch (error) {
        setOpening(codeOf(error) === "ENOENT" ? { type: "missing" } : { type: "closed", reason: messageOf(error) });
      }
    };
    void open();
    return () => {
      gone = true;
      studio?.dispose();
    };
  }, [shelf, id, sandboxOrigin]);
  if (opening.type !== "open") return <Threshold opening={opening} />;
  return (
    <StudioContext value={opening.studio}>
      <WorkbenchShell />
      <Notices />
    </StudioContext>
  );
}

/** What is seen before the project is there, or instead of it. */
function Threshold({ opening }: { readonly opening: Exclude<Opening, { type: "open" }> }) {
  const { workbench } = useStrings();
  if (opening.type === "opening") {
    return (
      <main className="flex h-dvh items-center justify-center bg-surface" aria-busy="true">
        <output className="block animate-appear text-ink-faint [animation-delay:400ms] [animation-fill-mode:backwards]">
          {workbench.openProject}
        </output>
      </main>
    );
  }
  const isMissing = opening.type === "missing";
  return (
    <main className="flex h-dvh flex-col items-center justify-center gap-6 p-6">
      <Wordmark />
      <div>
        <EmptyState
          title={isMissing ? workbench.missing : workbench.closed}
          text={isMissing ? workbench.missingText : opening.reason}
          action={
            <Link href="/" className={buttonClass("secondary", "medium")}>
              {workbench.home}
            </Link>
          }
        />
      </div>
    </main>
  );
}
