"use client";

import { ExternalLink, MonitorSmartphone, RotateCw, Smartphone, SquareTerminal } from "lucide-react";
import { useState } from "react";
import type { PreviewState } from "@/lib/studio";
import { useStrings } from "../app-context";
import { useStudio } from "../studio-context";
import { Button } from "../ui/button";
import { IconButton } from "../ui/icon-button";
import { Menu } from "../ui/menu";
import { useStore } from "../use-store";
import type { PreviewView } from "./preview-view";

interface PreviewToolbarProps {
  readonly state: PreviewState;
  readonly view: PreviewView;
  readonly onChange: (part: Partial<PreviewView>) => void;
}

const sizes = ["fit", "phone", "tablet", "desktop"] as const;

export function PreviewToolbar({ state, view, onChange }: PreviewToolbarProps) {
  const { runner } = useStudio();
  const { preview, workbench } = useStrings();
  const messages = useStore(runner.messages);
  const port = "port" in state && typeof state.port === "object" ? state.port : undefined;
  return (
    <div className="flex h-9 shrink-0 items-center gap-1 border-b border-line pr-1.5 pl-1.5 coarse:h-11">
      <h2 className="sr-only">{workbench.regions.preview}</h2>
      <IconButton
        icon={RotateCw}
        label={preview.reload}
        disabled={!port}
        onClick={() => {
          onChange({ loads: view.loads + 1 });
        }}
      />
      <PortMenu />
      <Address
        key={view.path}
        path={view.path}
        disabled={!port}
        onGo={(path) => {
          onChange({ path, loads: view.loads + 1 });
        }}
      />
      <SizeMenu view={view} onChange={onChange} />
      <IconButton
        icon={SquareTerminal}
        label={messages.length > 0 ? preview.consoleCount(messages.length) : preview.console}
        aria-pressed={view.isConsoleOpen}
        onClick={() => {
          onChange({ isConsoleOpen: !view.isConsoleOpen });
        }}
      />
      <IconButton
        icon={ExternalLink}
        label={preview.openTab}
        disabled={!port}
        onClick={() => {
          if (port) window.open(new URL(view.path.slice(1), port.url), "_blank", "noopener");
        }}
      />
    </div>
  );
}

function SizeMenu({ view, onChange }: Pick<PreviewToolbarProps, "view" | "onChange">) {
  const { preview } = useStrings();
  return (
    <Menu
      groups={[
        sizes.map((size) => ({
          label: preview.sizes[size],
          onSelect: () => {
            onChange({ size });
          },
        })),
        [
          {
            label: preview.rotate,
            disabled: view.size === "fit",
            onSelect: () => {
              onChange({ isRotated: !view.isRotated });
            },
          },
        ],
      ]}
    >
      <IconButton icon={view.size === "phone" ? Smartphone : MonitorSmartphone} label={preview.size} />
    </Menu>
  );
}

function PortMenu() {
  const { runner } = useStudio();
  const { preview } = useStrings();
  const ports = useStore(runner.ports);
  const state = useStore(runner.preview);
  const shown = state.type === "serving" ? state.port.port : undefined;
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

interface AddressProps {
  readonly path: string;
  readonly disabled: boolean;
  readonly onGo: (path: string) => void;
}

function Address({ path, disabled, onGo }: AddressProps) {
  const { preview } = useStrings();
  const [text, setText] = useState(path);
  return (
    <form
      className="min-w-0 flex-1"
      onSubmit={(event) => {
        event.preventDefault();
        onGo(text.startsWith("/") ? text : `/${text}`);
      }}
    >
      <input
        aria-label={preview.address}
        value={text}
        disabled={disabled}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => {
          setText(event.target.value);
        }}
        className="h-6 w-full min-w-0 rounded-control border border-line bg-ground px-2 text-small text-ink-muted disabled:opacity-60 coarse:h-9"
      />
    </form>
  );
}
