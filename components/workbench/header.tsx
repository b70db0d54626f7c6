"use client";

import { Play, Search, Share2, Square, SquareChevronRight } from "lucide-react";
import Link from "next/link";
import { arrangements, isUnderWay, type Arrangement } from "@/lib/studio";
import { useStrings } from "../app-context";
import { useStudio } from "../studio-context";
import { Button } from "../ui/button";
import { IconButton } from "../ui/icon-button";
import { Kbd } from "../ui/kbd";
import { Segmented } from "../ui/segmented";
import { Mark } from "../ui/wordmark";
import { useStore } from "../use-store";
import { ProjectName } from "./project-name";
import { useKeysOf } from "../use-keys-of";
import { useRunCommand } from "../use-run-command";

export function Header({ isPhone }: { readonly isPhone: boolean }) {
  const { workbench } = useStrings();
  return (
    <header className="flex h-11 shrink-0 items-center gap-2 border-b border-line bg-ground pr-2 pl-1.5 coarse:h-13">
      <Link
        href="/"
        aria-label={workbench.home}
        title={workbench.home}
        className="rounded-control p-1.5 text-ink transition-colors hover:bg-hover"
      >
        <Mark />
      </Link>
      <ProjectName />
      <div className="flex-1" />
      {isPhone ? <PhoneTools /> : <DesktopTools />}
      <span data-tour="run" className="inline-flex rounded-control">
        <RunButton />
      </span>
    </header>
  );
}

function PhoneTools() {
  const { commands, workbench } = useStrings();
  const runCommand = useRunCommand();
  return (
    <>
      <IconButton
        icon={Share2}
        size="medium"
        label={workbench.share}
        onClick={() => {
          runCommand("share");
        }}
      />
      <IconButton
        icon={SquareChevronRight}
        size="medium"
        label={commands.palette}
        onClick={() => {
          runCommand("palette");
        }}
      />
    </>
  );
}

function DesktopTools() {
  const { commands, workbench } = useStrings();
  const runCommand = useRunCommand();
  const keysOf = useKeysOf();
  return (
    <>
      <ArrangementSwitch />
      <div className="flex flex-1 justify-end gap-2">
        <button
          type="button"
          onClick={() => {
            runCommand("quick-open");
          }}
          className="hidden h-7 items-center gap-2 rounded-control border border-line bg-surface px-2.5 text-small text-ink-faint transition-colors hover:border-line-strong hover:text-ink lg:inline-flex"
        >
          <Search size={13} aria-hidden />
          {commands.quickOpen}
          <Kbd>{keysOf("quick-open") ?? ""}</Kbd>
        </button>
        <IconButton
          icon={SquareChevronRight}
          label={commands.palette}
          keys={keysOf("palette")}
          className="size-7"
          onClick={() => {
            runCommand("palette");
          }}
        />
        <Button
          onClick={() => {
            runCommand("share");
          }}
        >
          <Share2 size={13} aria-hidden />
          {workbench.share}
        </Button>
      </div>
    </>
  );
}

function ArrangementSwitch() {
  const { layout } = useStudio();
  const { workbench } = useStrings();
  const { arrangement } = useStore(layout);
  return (
    <Segmented<Arrangement>
      label={workbench.arrangement}
      value={arrangement}
      options={arrangements.map((value) => ({ value, label: workbench.arrangements[value] }))}
      onChange={(next) => {
        layout.set((now) => ({ ...now, arrangement: next }));
      }}
    />
  );
}

function RunButton() {
  const { runner } = useStudio();
  const { workbench } = useStrings();
  const runCommand = useRunCommand();
  const state = useStore(runner.run);
  if (isUnderWay(state)) {
    return (
      <Button
        onClick={() => {
          runCommand("stop");
        }}
      >
        <Square size={12} fill="currentColor" aria-hidden />
        {workbench.stop}
      </Button>
    );
  }
  return (
    <Button
      look="primary"
      onClick={() => {
        runCommand("run");
      }}
    >
      <Play size={12} fill="currentColor" aria-hidden />
      {workbench.run}
    </Button>
  );
}
