"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { takeWantedRepository } from "@/lib/studio";
import { useAutoCheckpoints } from "../changes/use-auto-checkpoints";
import { useStudio } from "../studio-context";
import { useMedia } from "../use-media";
import { useStore } from "../use-store";
import { DesktopBody } from "./desktop-body";
import { Header } from "./header";
import { LeaseBar } from "./lease-bar";
import { PhoneBody } from "./phone-body";
import { StatusBar } from "./status-bar";
import { useKeptRegion } from "./use-kept-region";
import { useShortcuts } from "./use-shortcuts";
import { useWorkbenchCommands, type Overlay } from "./use-workbench-commands";

const CommandPalette = dynamic(async () => (await import("./palette/command-palette")).CommandPalette, { ssr: false });
const ModelSettingsDialog = dynamic(async () => (await import("../models/model-settings-dialog")).ModelSettingsDialog, {
  ssr: false,
});
const SettingsDialog = dynamic(async () => (await import("./settings-dialog")).SettingsDialog, { ssr: false });
const ShareDialog = dynamic(async () => (await import("../share/share-dialog")).ShareDialog, { ssr: false });
const TrustBar = dynamic(async () => (await import("../share/trust-bar")).TrustBar, { ssr: false });
const TooltipLayer = dynamic(async () => (await import("../ui/tooltip-layer")).TooltipLayer, { ssr: false });
const Tour = dynamic(async () => (await import("./tour")).Tour, { ssr: false });
const RepositoryDialog = dynamic(async () => (await import("../files/repository-dialog")).RepositoryDialog, {
  ssr: false,
});
const TrashDialog = dynamic(async () => (await import("../files/trash-dialog")).TrashDialog, { ssr: false });
const ShortcutsDialog = dynamic(async () => (await import("./shortcuts-dialog")).ShortcutsDialog, { ssr: false });

export function WorkbenchShell() {
  const [overlay, setOverlay] = useState<Overlay>();
  const isPhone = useMedia("(max-width: 767px)");
  const { trusted } = useStore(useStudio().project);
  useKeptRegion(isPhone);
  useWorkbenchCommands(setOverlay);
  useShortcuts();
  const [url, endImport] = useWantedImport();
  useAutoCheckpoints();
  const close = () => {
    setOverlay(undefined);
  };
  return (
    <>
      <div className="flex h-dvh flex-col overflow-hidden">
        <Header isPhone={isPhone} />
        <LeaseBar />
        {!trusted && <TrustBar />}
        <main className="flex min-h-0 flex-1">{isPhone ? <PhoneBody /> : <DesktopBody />}</main>
        {!isPhone && <StatusBar />}
      </div>
      {overlay && <Opened overlay={overlay} onClose={close} />}
      <Tour />
      {url !== undefined && <RepositoryDialog url={url} onClose={endImport} />}
      <TooltipLayer />
    </>
  );
}

function Opened({ overlay, onClose }: { readonly overlay: Overlay; readonly onClose: () => void }) {
  switch (overlay) {
    case "commands":
    case "files":
    case "symbols":
      return <CommandPalette mode={overlay} onClose={onClose} />;
    case "models":
      return <ModelSettingsDialog onClose={onClose} />;
    case "settings":
      return <SettingsDialog onClose={onClose} />;
    case "share":
      return <ShareDialog onClose={onClose} />;
    case "shortcuts":
      return <ShortcutsDialog onClose={onClose} />;
    case "trash":
      return <TrashDialog onClose={onClose} />;
  }
}

/** The repository that this project was made for is fetched when it is first opened. */
function useWantedImport() {
  const { project } = useStudio();
  const [address, setAddress] = useState(() => takeWantedRepository(project.get().id));
  const end = () => {
    setAddress(undefined);
  };
  return [address, end] as const;
}
