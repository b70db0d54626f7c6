"use client";

import { shownTab, type TabGroup } from "@/lib/studio";
import { useApp } from "../app-context";
import { useStudio } from "../studio-context";
import { useStore } from "../use-store";
import { Breadcrumbs } from "./breadcrumbs";
import { EditorContent } from "./editor-content";
import { EditorTabs } from "./editor-tabs";
import { panelId, tabId } from "./tab-ids";

interface EditorGroupProps {
  readonly group: TabGroup;
  readonly at: number;
  readonly isActive: boolean;
}

export function EditorGroup({ group, at, isActive }: EditorGroupProps) {
  const { editors } = useStudio();
  const tab = shownTab(group);
  const { breadcrumbs } = useStore(useApp().settings);
  return (
    <div
      className="flex min-h-0 min-w-0 flex-1 flex-col"
      onFocusCapture={() => {
        if (!isActive) editors.tabs.set((now) => ({ ...now, active: at }));
      }}
    >
      <EditorTabs group={group} at={at} isActive={isActive} />
      {tab && (
        <div
          id={panelId(at)}
          role="tabpanel"
          aria-labelledby={tabId(at, tab)}
          className="flex min-h-0 min-w-0 flex-1 flex-col"
        >
          {breadcrumbs && tab.type !== "diff" && (
            <Breadcrumbs path={tab.path} hasCursor={isActive && tab.type === "file"} />
          )}
          <EditorContent tab={tab} group={at} />
        </div>
      )}
    </div>
  );
}
