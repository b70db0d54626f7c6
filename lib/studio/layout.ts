import { isRecord } from "./is-record";
import { createRemembered, type KeyValueMemory, type RememberedStore } from "./remembered";

export type Arrangement = "build" | "code" | "review";
export type SideView = "files" | "search" | "git" | "history" | "sessions";
export type Region = "files" | "editor" | "preview" | "terminal" | "chat";

/** What is open in one arrangement. */
export interface Visible {
  readonly side: SideView | null;
  readonly chat: boolean;
  readonly editor: boolean;
  readonly preview: boolean;
  readonly terminal: boolean;
}

export type Part = keyof Visible;

/** Where things are on the screen. Each arrangement remembers its own parts; each set of parts its own sizes. */
export interface Layout {
  readonly arrangement: Arrangement;
  readonly visible: Readonly<Record<Arrangement, Visible>>;
  /** Percentages of the panels of a group, by the group's name and the panels that are in it. */
  readonly sizes: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** The part that was opened last; it stays when there isn't room for all. */
  readonly latest: Part;
  /** The one region that a phone shows. */
  readonly phone: Region;
}

export const initialLayout: Layout = {
  arrangement: "build",
  visible: {
    build: { side: "files", chat: true, editor: true, preview: true, terminal: false },
    code: { side: "files", chat: false, editor: true, preview: false, terminal: true },
    review: { side: "git", chat: true, editor: true, preview: false, terminal: false },
  },
  sizes: {},
  latest: "editor",
  phone: "editor",
};

const phoneRegions: readonly Region[] = ["files", "editor", "preview", "terminal", "chat"];

export const arrangements: readonly Arrangement[] = ["build", "code", "review"];

export const visibleIn = (layout: Layout): Visible => layout.visible[layout.arrangement];

function change(layout: Layout, visible: Partial<Visible>, latest: Part): Layout {
  const next = { ...visibleIn(layout), ...visible };
  // An empty work area helps no one: the editor comes back when the last part goes.
  const kept = next.chat || next.editor || next.preview ? next : { ...next, editor: true };
  return { ...layout, latest, visible: { ...layout.visible, [layout.arrangement]: kept } };
}

export function togglePart(layout: Layout, part: Exclude<Part, "side">): Layout {
  return change(layout, { [part]: !visibleIn(layout)[part] }, part);
}

export function showRegion(layout: Layout, region: Region): Layout {
  const shown =
    region === "files" ? change(layout, { side: "files" }, "side") : change(layout, { [region]: true }, region);
  return { ...shown, phone: region };
}

const sideViews = ["files", "search", "git", "history", "sessions"] as const;

/** Someone works in what has this name: it's what stays when the screen becomes as narrow as a phone's, by zooming for instance. */
export function workIn(layout: Layout, name: string | undefined): Layout {
  const side = sideViews.some((view) => view === name);
  const phone = side ? "files" : phoneRegions.find((region) => region === name);
  return phone === undefined || phone === layout.phone ? layout : { ...layout, phone };
}

/** Opens a view at the side; the one that is open already closes. */
export function toggleSide(layout: Layout, view: SideView): Layout {
  return change(layout, { side: visibleIn(layout).side === view ? null : view }, "side");
}

export function showSide(layout: Layout, view: SideView): Layout {
  return { ...change(layout, { side: view }, "side"), phone: "files" };
}

export function nextArrangement(layout: Layout): Layout {
  const at = arrangements.indexOf(layout.arrangement);
  return { ...layout, arrangement: arrangements[(at + 1) % arrangements.length] ?? "build" };
}

export function keepSizes(layout: Layout, group: string, sizes: Readonly<Record<string, number>>): Layout {
  return { ...layout, sizes: { ...layout.sizes, [group]: sizes } };
}

const leastWidths = { side: 176, chat: 272, editor: 320, preview: 280 } as const;

const dropOrder: Readonly<Record<Arrangement, readonly (keyof typeof leastWidths)[]>> = {
  build: ["side", "editor", "preview", "chat"],
  code: ["chat", "preview", "side", "editor"],
  review: ["preview", "side", "chat", "editor"],
};

/** What of the wanted parts fits beside each other in `width`. The part that was opened last always stays. */
export function fitting(layout: Layout, width: number): Visible {
  let shown = visibleIn(layout);
  const used = () =>
    Object.entries(leastWidths).reduce((sum, [part, least]) => sum + (shown[part as keyof Visible] ? least : 0), 0);
  for (const part of dropOrder[layout.arrangement]) {
    if (used() <= width) break;
    if (part !== layout.latest) shown = { ...shown, [part]: part === "side" ? null : false };
  }
  return shown;
}

/** Whatever was remembered by an earlier version, made whole. */
export function parseLayout(raw: unknown): Layout {
  if (!isRecord(raw)) return initialLayout;
  const arrangement = arrangements.find((known) => known === raw["arrangement"]) ?? initialLayout.arrangement;
  const visible = isRecord(raw["visible"]) ? raw["visible"] : {};
  return {
    arrangement,
    visible: {
      build: parseVisible(visible["build"], initialLayout.visible.build),
      code: parseVisible(visible["code"], initialLayout.visible.code),
      review: parseVisible(visible["review"], initialLayout.visible.review),
    },
    sizes: parseSizes(raw["sizes"]),
    latest:
      (["side", "chat", "editor", "preview", "terminal"] as const).find((part) => part === raw["latest"]) ?? "editor",
    phone: phoneRegions.find((region) => region === raw["phone"]) ?? "editor",
  };
}

const sides: readonly unknown[] = [...sideViews, null];

function parseVisible(raw: unknown, initial: Visible): Visible {
  if (!isRecord(raw)) return initial;
  const flag = (part: Exclude<Part, "side">) => (typeof raw[part] === "boolean" ? raw[part] : initial[part]);
  return {
    side: sides.includes(raw["side"]) ? (raw["side"] as SideView | null) : initial.side,
    chat: flag("chat"),
    editor: flag("editor"),
    preview: flag("preview"),
    terminal: flag("terminal"),
  };
}

function parseSizes(raw: unknown): Layout["sizes"] {
  if (!isRecord(raw)) return {};
  const isSizes = (value: unknown): value is Record<string, number> =>
    isRecord(value) && Object.values(value).every((size) => typeof size === "number" && size >= 0 && size <= 100);
  return Object.fromEntries(
    Object.entries(raw).filter((entry): entry is [string, Record<string, number>] => isSizes(entry[1])),
  );
}

export function createLayout(memory?: KeyValueMemory): RememberedStore<Layout> {
  return createRemembered({ key: "tabsmith.layout", initial: initialLayout, parse: parseLayout, memory });
}
