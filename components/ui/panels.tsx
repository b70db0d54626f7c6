"use client";

import type { ReactNode } from "react";
import { Group, Panel, Separator } from "react-resizable-panels";
import { keepSizes } from "@/lib/studio";
import { useStudio } from "../studio-context";

export interface PanelSpec {
  readonly id: string;
  /** The name of the handle before this panel. */
  readonly label: string;
  readonly content: ReactNode;
  /** Pixels or percent. */
  readonly least: string;
  readonly size: string;
}

interface PanelsProps {
  /** The group's name in the memory. */
  readonly name: string;
  readonly orientation: "horizontal" | "vertical";
  readonly panels: readonly PanelSpec[];
}

/** Panels beside each other with handles between them. Each set of panels remembers its own sizes. */
export function Panels({ name, orientation, panels }: PanelsProps) {
  const { layout } = useStudio();
  const key = `${name}:${panels.map(({ id }) => id).join(",")}`;
  const remembered = layout.get().sizes[key];
  return (
    <Group
      key={key}
      id={key}
      orientation={orientation}
      {...(remembered && { defaultLayout: remembered })}
      onLayoutChanged={(sizes, { isUserInteraction }) => {
        if (isUserInteraction) layout.set((now) => keepSizes(now, key, sizes));
      }}
      className="min-h-0 min-w-0 flex-1"
    >
      {panels.flatMap(({ id, label, content, least, size }, at) => [
        ...(at > 0 ? [<Handle key={`${id}-handle`} label={label} orientation={orientation} />] : []),
        <Panel key={id} id={id} minSize={least} {...(size && { defaultSize: size })} className="flex min-h-0 min-w-0">
          {content}
        </Panel>,
      ])}
    </Group>
  );
}

function Handle({ label, orientation }: { readonly label: string; readonly orientation: "horizontal" | "vertical" }) {
  return (
    <Separator
      aria-label={label}
      className={
        "relative shrink-0 bg-line transition-colors outline-none after:absolute hover:bg-ink-faint focus-visible:bg-focus data-[separator=active]:bg-ink-faint " +
        (orientation === "horizontal"
          ? "w-px after:-inset-x-1 after:inset-y-0"
          : "h-px after:-inset-y-1 after:inset-x-0")
      }
    />
  );
}
