/** What is open in the editor, as a value: every change makes a new one. */
export interface EditorTabs {
  readonly groups: readonly TabGroup[];
  readonly active: number;
  /** Last closed last. */
  readonly closed: readonly Tab[];
}

export interface TabGroup {
  readonly tabs: readonly Tab[];
  /** The id of the tab that is shown. */
  readonly shown: string | undefined;
}

export interface Tab {
  /** Unique in its group. */
  readonly id: string;
  readonly type: "file" | "markdown" | "diff";
  readonly path: string;
  /** Makes room for the next file that is only looked at. */
  readonly preview: boolean;
  /** For a diff: the checkpoint it is measured against. */
  readonly since?: string;
  /** For a diff between two checkpoints: the later one. Without it: the file as it is. */
  readonly until?: string;
}

export interface OpenOptions {
  readonly type?: Tab["type"];
  readonly preview?: boolean;
  readonly since?: string;
  readonly until?: string;
}

export const noTabs: EditorTabs = { groups: [{ tabs: [], shown: undefined }], active: 0, closed: [] };

const closedKept = 30;

export const activeGroup = (state: EditorTabs): TabGroup =>
  state.groups[state.active] ?? { tabs: [], shown: undefined };

export const shownTab = (group: TabGroup): Tab | undefined => group.tabs.find(({ id }) => id === group.shown);

export const activeTab = (state: EditorTabs): Tab | undefined => shownTab(activeGroup(state));

function withGroup(state: EditorTabs, at: number, change: (group: TabGroup) => TabGroup): EditorTabs {
  return { ...state, groups: state.groups.map((group, index) => (index === at ? change(group) : group)) };
}

/** Shows a file in the active group: its tab if it has one, else in place of the preview tab, else in a new tab beside the shown one. */
export function openTab(state: EditorTabs, path: string, options: OpenOptions = {}): EditorTabs {
  const { type = "file", preview = false, since, until } = options;
  const tab: Tab = {
    id: `${type}:${path}`,
    type,
    path,
    preview,
    ...(since !== undefined && { since }),
    ...(until !== undefined && { until }),
  };
  return withGroup(state, state.active, (group) => ({ tabs: placed(group, tab), shown: tab.id }));
}

function placed({ tabs, shown }: TabGroup, tab: Tab): readonly Tab[] {
  if (tabs.some(({ id }) => id === tab.id)) {
    return tabs.map((other) => (other.id === tab.id ? { ...tab, preview: other.preview && tab.preview } : other));
  }
  const previewAt = tab.preview ? tabs.findIndex(({ preview }) => preview) : -1;
  if (previewAt >= 0) return tabs.with(previewAt, tab);
  const at = tabs.findIndex(({ id }) => id === shown);
  return tabs.toSpliced(at < 0 ? tabs.length : at + 1, 0, tab);
}

/** A file that was changed or asked for twice is there to stay. */
export function keepTab(state: EditorTabs, path: string): EditorTabs {
  const isLoose = (tab: Tab) => tab.path === path && tab.preview;
  if (!state.groups.some(({ tabs }) => tabs.some(isLoose))) return state;
  return {
    ...state,
    groups: state.groups.map((group) => ({
      ...group,
      tabs: group.tabs.map((tab) => (isLoose(tab) ? { ...tab, preview: false } : tab)),
    })),
  };
}

export function showTab(state: EditorTabs, at: number, id: string): EditorTabs {
  return { ...withGroup(state, at, (group) => ({ ...group, shown: id })), active: at };
}

/** The neighbour is shown next: the right one, else the left one. A group without tabs goes, unless it is the last. */
export function closeTab(state: EditorTabs, at: number, id: string): EditorTabs {
  const group = state.groups[at];
  const index = group?.tabs.findIndex((tab) => tab.id === id) ?? -1;
  const tab = group?.tabs[index];
  if (!group || !tab) return state;
  const tabs = group.tabs.toSpliced(index, 1);
  const neighbour = tabs[index] ?? tabs.at(-1);
  const next = withGroup(state, at, () => ({ tabs, shown: group.shown === id ? neighbour?.id : group.shown }));
  return withoutEmptyGroups({ ...next, closed: [...state.closed, tab].slice(-closedKept) });
}

function withoutEmptyGroups(state: EditorTabs): EditorTabs {
  const groups = state.groups.filter(({ tabs }) => tabs.length > 0);
  if (groups.length === 0) return { ...state, groups: noTabs.groups, active: 0 };
  return { ...state, groups, active: Math.min(state.active, groups.length - 1) };
}

export function reopenTab(state: EditorTabs): EditorTabs {
  const tab = state.closed.at(-1);
  if (!tab) return state;
  return openTab({ ...state, closed: state.closed.slice(0, -1) }, tab.path, { ...tab, preview: false });
}

/** Shows the active file in a second group as well, or goes there if there are two. */
export function splitGroup(state: EditorTabs): EditorTabs {
  const tab = activeTab(state);
  if (state.groups.length > 1) return { ...state, active: (state.active + 1) % state.groups.length };
  if (!tab) return state;
  const group: TabGroup = { tabs: [{ ...tab, preview: false }], shown: tab.id };
  return { ...state, groups: state.groups.toSpliced(state.active + 1, 0, group), active: state.active + 1 };
}

/** Takes a tab to a place in the same group or in another one. */
export function moveTab(
  state: EditorTabs,
  from: { group: number; id: string },
  to: { group: number; index: number },
): EditorTabs {
  const source = state.groups[from.group];
  const tab = source?.tabs.find(({ id }) => id === from.id);
  if (!source || !tab || !state.groups[to.group]) return state;
  const closed = closeTabQuietly(source, from.id);
  const without = withGroup(state, from.group, () => closed);
  const placedThere = withGroup(without, to.group, (group) => ({
    tabs: group.tabs.filter(({ id }) => id !== tab.id).toSpliced(to.index, 0, { ...tab, preview: false }),
    shown: tab.id,
  }));
  return withoutEmptyGroups({ ...placedThere, active: to.group });
}

function closeTabQuietly(group: TabGroup, id: string): TabGroup {
  const index = group.tabs.findIndex((tab) => tab.id === id);
  const tabs = group.tabs.toSpliced(index, 1);
  return { tabs, shown: group.shown === id ? (tabs[index] ?? tabs.at(-1))?.id : group.shown };
}

/** Goes to the next tab of the active group, round the end. */
export function stepTab(state: EditorTabs, by: 1 | -1): EditorTabs {
  const { tabs, shown } = activeGroup(state);
  const at = tabs.findIndex(({ id }) => id === shown);
  const next = tabs.at((at + by) % tabs.length);
  return next ? showTab(state, state.active, next.id) : state;
}

/** Tabs follow a file or a folder that got another name. */
export function renamePath(state: EditorTabs, from: string, to: string): EditorTabs {
  const moved = (path: string) =>
    path === from ? to : path.startsWith(`${from}/`) ? `${to}${path.slice(from.length)}` : undefined;
  const renamed = (tab: Tab): Tab => {
    const path = moved(tab.path);
    return path === undefined ? tab : { ...tab, path, id: `${tab.type}:${path}` };
  };
  return {
    ...state,
    closed: state.closed.map(renamed),
    groups: state.groups.map((group) => {
      const shown = shownTab(group);
      return { tabs: group.tabs.map(renamed), shown: shown && renamed(shown).id };
    }),
  };
}

/** Closes what showed a file that is gone, or all of a folder. */
export function removePath(state: EditorTabs, path: string): EditorTabs {
  const isGone = (tab: Tab) => tab.path === path || tab.path.startsWith(`${path}/`);
  let next = state;
  for (let at = state.groups.length - 1; at >= 0; at--) {
    for (const tab of state.groups[at]?.tabs ?? []) if (isGone(tab)) next = closeTab(next, at, tab.id);
  }
  return next;
}
