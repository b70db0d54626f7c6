import { createEmitter, createStore, isInside, type Disposable, type Emitter, type Store } from "@/lib/base";
import type { Workspace } from "@/lib/workspace";
import type { Documents } from "./documents";
import {
  activeTab,
  closeTab,
  keepTab,
  noTabs,
  openTab,
  removePath,
  renamePath,
  type EditorTabs,
  type OpenOptions,
} from "./editor-tabs";
import { isRecord } from "./is-record";
import { createRemembered, type RememberedStore } from "./remembered";

/** A place in a file, counted from 1. */
export interface Place {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly length?: number;
}

/** A file to type in: at a place, or where its cursor was. */
export type Target = Place | { readonly path: string; readonly line?: undefined };

/** What the status bar says of the text that has the cursor. */
export interface CursorState {
  readonly line: number;
  readonly column: number;
  readonly selected: number;
  readonly language: string;
  readonly tabSize: number;
}

export interface Problem extends Place {
  readonly severity: "error" | "warning" | "info";
  readonly message: string;
  readonly source?: string;
}

/** The tabs of the project, remembered, and the places that the editor is asked to go to. */
export interface OpenEditors {
  readonly tabs: RememberedStore<EditorTabs>;
  readonly revealed: Emitter<Target>;
  readonly cursor: Store<CursorState | undefined>;
  /** Of every file of the project that a language service knows. */
  readonly problems: Store<readonly Problem[]>;
  readonly showsProblems: Store<boolean>;
  /** Where a file should open with the focus, once: asked for before its editor was there. */
  readonly takePlace: (path: string) => Target | undefined;
  readonly open: (path: string, options?: OpenOptions) => void;
  /** Opens a file and gives it the focus. */
  readonly openAt: (target: Target, options?: OpenOptions) => void;
  readonly close: (group: number, id: string) => void;
  readonly keep: (path: string) => void;
  /** Does the renaming; the tabs go along instead of being closed. */
  readonly rename: <T>(from: string, to: string, work: () => Promise<T>) => Promise<T>;
  /** Closes tabs whose file someone deleted. */
  readonly follow: (workspace: Workspace) => Disposable;
}

export function createOpenEditors(project: string, documents: Documents, opens?: string): OpenEditors {
  const first = opens === undefined ? noTabs : openTab(noTabs, opens);
  const tabs = createRemembered({ key: `tabsmith.tabs.${project}`, initial: first, parse: parseTabs });
  const revealed = createEmitter<Target>();
  const renaming = new Set<string>();
  const isRenaming = (path: string) => [...renaming].some((from) => isInside(path, from));
  let awaited: Target | undefined;
  const closeUnused = (path: string) => {
    const isShown = tabs.get().groups.some((group) => group.tabs.some((tab) => tab.path === path));
    if (!isShown) void documents.close(path);
  };
  const open: OpenEditors["open"] = (path, options) => {
    const replaced = activeTab(tabs.get());
    tabs.set((now) => openTab(now, path, options));
    if (replaced?.preview) closeUnused(replaced.path);
  };
  return {
    tabs,
    revealed,
    ...createViewStores(),
    open,
    takePlace(path) {
      const place = awaited?.path === path ? awaited : undefined;
      if (place) awaited = undefined;
      return place;
    },
    openAt(target, options) {
      awaited = target;
      open(target.path, options);
      revealed.emit(target);
    },
    close(group, id) {
      const tab = tabs.get().groups[group]?.tabs.find((known) => known.id === id);
      tabs.set((now) => closeTab(now, group, id));
      if (tab) closeUnused(tab.path);
    },
    keep(path) {
      tabs.set((now) => keepTab(now, path));
    },
    async rename(from, to, work) {
      await documents.flush();
      renaming.add(from);
      try {
        const done = await work();
        tabs.set((now) => renamePath(now, from, to));
        await documents.close(from);
        return done;
      } finally {
        renaming.delete(from);
      }
    },
    follow: (workspace) =>
      workspace.onChange((changes) => {
        for (const { type, path } of changes) {
          if (type !== "removed" || documents.unsaved.get().has(path) || isRenaming(path)) continue;
          tabs.set((now) => removePath(now, path));
        }
      }),
  };
}

const createViewStores = () => ({
  cursor: createStore<CursorState | undefined>(undefined),
  problems: createStore<readonly Problem[]>([]),
  showsProblems: createStore<boolean>(false),
});

/** Only what is needed to open the tabs again is taken over, and only whole. */
function parseTabs(raw: unknown): EditorTabs {
  if (!isRecord(raw) || !Array.isArray(raw["groups"])) return noTabs;
  let state = noTabs;
  raw["groups"].filter(isRecord).forEach((group, at) => {
    const paths = (Array.isArray(group["tabs"]) ? group["tabs"] : []).filter(isRecord);
    for (const tab of paths) {
      if (typeof tab["path"] !== "string" || tab["type"] === "diff") continue;
      const type = tab["type"] === "markdown" ? "markdown" : "file";
      state = openTab(at < state.groups.length ? { ...state, active: at } : withNewGroup(state), tab["path"], { type });
    }
    const shown = group["shown"];
    const target = state.groups[at];
    if (target?.tabs.some(({ id }) => id === shown) && typeof shown === "string") {
      state = { ...state, groups: state.groups.with(at, { ...target, shown }) };
    }
  });
  const active = typeof raw["active"] === "number" && state.groups[raw["active"]] ? raw["active"] : 0;
  return { ...state, active };
}

const withNewGroup = (state: EditorTabs): EditorTabs => ({
  ...state,
  groups: [...state.groups, { tabs: [], shown: undefined }],
  active: state.groups.length,
});
