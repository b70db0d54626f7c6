"use client";

import dynamic from "next/dynamic";
import Link from "next/link";
import { useEffect, useState } from "react";
import { codeOf, messageOf } from "@/lib/base";
import { createBoot, openStudio, type Shelf, type Studio } from "@/lib/studio";
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

/**
 * The editor is the largest part and nearly always wanted, so it comes while the project is being read; not sooner, since
 * nothing else can run while the browser takes it in. Whoever shows it asks again, and tells when it can't be had.
 */
async function loadEditorAfter(shelf: Shelf): Promise<void> {
  await shelf.load().catch(() => undefined);
  await import("../editor/text-editor").catch(() => undefined);
}

interface WorkbenchProps {
  readonly id: string;
  /** Where the engine lives. Without it programs can't run. */
  readonly sandboxOrigin: string | undefined;
}

export function Workbench({ id, sandboxOrigin }: WorkbenchProps) {
  const { shelf, settings } = useApp();
  const [opening, setOpening] = useState<Opening>({ type: "opening" });
  useEffect(() => {
    let studio: Studio | undefined;
    let gone = false;
    void loadEditorAfter(shelf);
    const open = async () => {
      try {
        studio = await openStudio(shelf, id, {
          boot: sandboxOrigin === undefined ? undefined : createBoot(sandboxOrigin),
          keys: { get: () => settings.get().keys, subscribe: settings.subscribe },
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
  }, [shelf, settings, id, sandboxOrigin]);
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
