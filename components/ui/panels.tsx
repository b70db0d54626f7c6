"use client";

import { useRef, useState, type CSSProperties, type KeyboardEvent, type PointerEvent, type ReactNode } from "react";
import { keepSizes } from "@/lib/studio";
import { useStudio } from "../studio-context";
import { moveBoundary, type Span } from "./move-boundary";

export interface PanelSpec {
  readonly id: string;
  /** The name of the handle before this panel. */
  readonly label: string;
  readonly content: ReactNode;
  /** Pixels that it never goes below as long as there is room. */
  readonly least: number;
  /** How wide or high it starts, such as `224px` or `42%`. Without it the panel takes what the others leave; so does the last one if all have a size. */
  readonly size?: string;
}

interface PanelsProps {
  /** The group's name in the memory. */
  readonly name: string;
  readonly orientation: "horizontal" | "vertical";
  readonly panels: readonly PanelSpec[];
}

type Sizes = Readonly<Record<string, number>>;

/** Panels beside each other with handles between them. Each set of panels remembers its own sizes. */
export function Panels({ name, orientation, panels }: PanelsProps) {
  const key = `${name}:${panels.map(({ id }) => id).join(",")}`;
  return <PanelGroup key={key} name={key} orientation={orientation} panels={panels} />;
}

function PanelGroup({ name, orientation, panels }: PanelsProps) {
  const { layout } = useStudio();
  const [sizes, setSizes] = useState<Sizes | undefined>(() => layout.get().sizes[name]);
  const group = useRef<HTMLDivElement>(null);
  const isRow = orientation === "horizontal";
  const isFull = panels.every(({ size }) => size !== undefined);
  const measure = (): readonly Span[] =>
    panels.map(({ id, least }) => {
      const panel = group.current?.querySelector<HTMLElement>(`:scope > [data-panel="${CSS.escape(id)}"]`);
      return { size: (isRow ? panel?.offsetWidth : panel?.offsetHeight) ?? 0, least };
    });
  const place = (spans: readonly Span[]) => {
    const total = spans.reduce((sum, { size }) => sum + size, 0);
    const next = Object.fromEntries(panels.map(({ id }, at) => [id, ((spans[at]?.size ?? 0) / total) * 100]));
    setSizes(next);
    return next;
  };
  const keep = (next: Sizes) => {
    layout.set((now) => keepSizes(now, name, next));
  };
  return (
    <div ref={group} className={`flex min-h-0 min-w-0 flex-1 ${isRow ? "flex-row" : "flex-col"}`}>
      {panels.flatMap((panel, at) => [
        ...(at > 0
          ? [
              <Handle
                key={`${panel.id}-handle`}
                label={panel.label}
                isRow={isRow}
                at={at}
                measure={measure}
                place={place}
                keep={keep}
              />,
            ]
          : []),
        <div
          key={panel.id}
          data-panel={panel.id}
          className="flex min-h-0 min-w-0"
          style={styleOf(panel, sizes?.[panel.id], isRow, isFull && at === panels.length - 1)}
        >
          {panel.content}
        </div>,
      ])}
    </div>
  );
}

function styleOf(
  { size, least }: PanelSpec,
  share: number | undefined,
  isRow: boolean,
  takesRest: boolean,
): CSSProperties {
  const initial = size === undefined || takesRest ? "1 1 0" : `0 1 ${size}`;
  const flex = share === undefined ? initial : `${share} 1 0`;
  return { flex, [isRow ? "minWidth" : "minHeight"]: `min(${least}px, 100%)` };
}

interface HandleProps {
  readonly label: string;
  readonly isRow: boolean;
  /** The number of the panel behind it. */
  readonly at: number;
  readonly measure: () => readonly Span[];
  readonly place: (spans: readonly Span[]) => Sizes;
  readonly keep: (sizes: Sizes) => void;
}

const keyStep = 24;

/** A separator that is dragged, or moved with the arrow keys; a double click or Enter shares evenly. */
function Handle({ label, isRow, at, measure, place, keep }: HandleProps) {
  const drag = useRef<{ readonly from: number; readonly spans: readonly Span[] }>(undefined);
  const [share, setShare] = useState(50);
  const position = (event: PointerEvent) => (isRow ? event.clientX : event.clientY);
  const move = (spans: readonly Span[], by: number) => {
    const moved = moveBoundary(spans, at, by);
    const [before, after] = [moved[at - 1]?.size ?? 0, moved[at]?.size ?? 0];
    setShare(Math.round((before / Math.max(1, before + after)) * 100));
    return place(moved);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const by = {
      ArrowLeft: -keyStep,
      ArrowUp: -keyStep,
      ArrowRight: keyStep,
      ArrowDown: keyStep,
      Home: -1e6,
      End: 1e6,
    }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    keep(move(measure(), by));
  };
  return (
    <div
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation={isRow ? "vertical" : "horizontal"}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={share}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        drag.current = { from: position(event), spans: measure() };
      }}
      onPointerMove={(event) => {
        if (drag.current) move(drag.current.spans, position(event) - drag.current.from);
      }}
      onPointerUp={(event) => {
        if (drag.current) keep(move(drag.current.spans, position(event) - drag.current.from));
        drag.current = undefined;
      }}
      className={
        "group relative z-10 shrink-0 touch-none bg-line transition-colors outline-none after:absolute hover:bg-ink-faint focus-visible:bg-focus focus-visible:outline-1 focus-visible:outline-offset-0 active:bg-ink-faint " +
        (isRow
          ? "w-px cursor-col-resize after:-inset-x-1 after:inset-y-0"
          : "h-px cursor-row-resize after:inset-x-0 after:-inset-y-1")
      }
    />
  );
}
