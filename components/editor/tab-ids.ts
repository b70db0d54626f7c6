import type { Tab } from "@/lib/studio";

export const tabId = (group: number, tab: Tab): string => `tab-${group}-${encodeURIComponent(tab.id)}`;

export const panelId = (group: number): string => `editor-panel-${group}`;
