"use client";

import { FileSearch } from "lucide-react";
import { useStrings } from "../app-context";
import { useStudio } from "../studio-context";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { Panels } from "../ui/panels";
import { Region } from "../ui/region";
import { useStore } from "../use-store";
import { useRunCommand } from "../use-run-command";
import { EditorGroup } from "./editor-group";

export function EditorRegion() {
  const { workbench } = useStrings();
  const { groups, active } = useStore(useStudio().editors.tabs);
  const isEmpty = groups.every(({ tabs }) => tabs.length === 0);
  const panels = groups.map((group, at) => ({
    id: `group-${at}`,
    label: workbench.resize(workbench.regions.editor),
    least: 160,
    content: <EditorGroup group={group} at={at} isActive={at === active} />,
  }));
  return (
    <Region id="editor" label={workbench.regions.editor}>
      {isEmpty ? <NothingOpen /> : <Panels name="groups" orientation="horizontal" panels={panels} />}
    </Region>
  );
}

function NothingOpen() {
  const { editor } = useStrings();
  const runCommand = useRunCommand();
  return (
    <EmptyState
      icon={<FileSearch size={20} aria-hidden />}
      title={editor.empty}
      text={editor.emptyText}
      action={
        <Button
          data-first-focus
          onClick={() => {
            runCommand("quick-open");
          }}
        >
          {editor.goToFile}
        </Button>
      }
    />
  );
}
