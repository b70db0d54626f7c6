"use client";

import { ArrowLeft, ArrowRight, Camera, Ellipsis, MousePointerClick, RotateCw, SquareTerminal } from "lucide-react";
import { shownPort, type PreviewState } from "@/lib/studio";
import { useStrings } from "../app-context";
import { useStudio } from "../studio-context";
import { Button } from "../ui/button";
import { IconButton } from "../ui/icon-button";
import { Menu } from "../ui/menu";
import { useStore } from "../use-store";
import { Address } from "./address";
import { SizeMenu } from "./size-menu";
import type { PagePicker } from "./use-page-picker";
import type { PreviewView } from "./preview-view";

interface PreviewToolbarProps {
  readonly state: PreviewState;
  readonly view: PreviewView;
  readonly picker: PagePicker;
  readonly onChange: (part: Partial<PreviewView>) => void;
  readonly onScreenshot: () => void;
}

export function PreviewToolbar({ state, view, picker, onChange, onScreenshot }: PreviewToolbarProps) {
  const { runner } = useStudio();
  const { preview, workbench } = useStrings();
  const messages = useStore(runner.messages);
  const isServing = shownPort(state) !== undefined;
  return (
    <div className="@container flex h-9 shrink-0 items-center gap-1 border-b border-line px-1.5 coarse:h-11">
      <h2 className="sr-only">{workbench.regions.preview}</h2>
      <History />
      <IconButton
        icon={RotateCw}
        label={preview.reload}
        disabled={!isServing}
        onClick={() => void runner.page.reload()}
      />
      <PortMenu />
      <Address disabled={!isServing} />
      <IconButton
        icon={MousePointerClick}
        label={preview.pick}
        disabled={!isServing}
        aria-pressed={picker.isPicking}
        onClick={picker.isPicking ? picker.stop : picker.start}
      />
      <IconButton icon={Camera} label={preview.screenshot} disabled={!isServing} onClick={onScreenshot} />
      <IconButton
        icon={SquareTerminal}
        label={messages.length > 0 ? preview.consoleCount(messages.length) : preview.console}
        aria-pressed={view.isConsoleOpen}
        onClick={() => {
          onChange({ isConsoleOpen: !view.isConsoleOpen });
        }}
      />
      <SizeMenu view={view} onChange={onChange} />
      <MoreMenu state={state} />
    </div>
  );
}

/** Where there is little room the menu has them. */
function History() {
  const { runner } = useStudio();
  const { panels } = useStrings();
  const facts = useStore(runner.page.facts);
  return (
    <div className="hidden @sm:flex">
      <IconButton
        icon={ArrowLeft}
        label={panels.preview.back}
        disabled={!facts?.canGoBack}
        onClick={() => void runner.page.step(-1)}
      />
      <IconButton
        icon={ArrowRight}
        label={panels.preview.forward}
        disabled={!facts?.canGoForward}
        onClick={() => void runner.page.step(1)}
      />
    </div>
  );
}

function MoreMenu({ state }: { readonly state: PreviewState }) {
  const { project, runner } = useStudio();
  const { trusted } = useStore(project);
  const { preview, panels } = useStrings();
  const facts = useStore(runner.page.facts);
  const target = useStore(runner.page.target);
  const port = shownPort(state);
  const openTab = () => {
    const path = facts?.path ?? target.path;
    if (port) window.open(new URL(path.slice(1), port.url), "_blank", "noopener");
  };
  return (
    <Menu
      groups={[
        [
          {
            label: panels.preview.back,
            disabled: !facts?.canGoBack,
            onSelect: () => void runner.page.step(-1),
          },
          {
            label: panels.preview.forward,
            disabled: !facts?.canGoForward,
            onSelect: () => void runner.page.step(1),
          },
        ],
        [
          {
            label: panels.preview.hardReload,
            disabled: !port,
            onSelect: () => void runner.page.reload({ fresh: true }),
          },
          { label: preview.openTab, disabled: !port || !trusted, onSelect: openTab },
        ],
      ]}
    >
      <IconButton icon={Ellipsis} label={panels.preview.more} />
    </Menu>
  );
}

function PortMenu() {
  const { runner } = useStudio();
  const { preview } = useStrings();
  const ports = useStore(runner.ports);
  const state = useStore(runner.preview);
  const shown = shownPort(state)?.port;
  if (ports.length < 2) return null;
  const entries = ports.map(({ port }) => ({
    label: String(port),
    onSelect() {
      runner.choosePort(port);
    },
  }));
  return (
    <Menu groups={[entries]}>
      <Button look="ghost" aria-label={`${preview.port} ${shown}`}>
        {shown}
      </Button>
    </Menu>
  );
}
