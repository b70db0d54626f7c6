"use client";

import { FileSearch } from "lucide-react";
import dynamic from "next/dynamic";
import { useStrings } from "../app-context";
import { useStudio } from "../studio-context";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { Panels, type PanelSpec } from "../ui/panels";
import { Region } from "../ui/region";
import { useStore } from "../use-store";
import { useRunCommand } from "../use-run-command";
import { EditorGroup } from "./editor-group";

const ProblemsPanel = dynamic(async () => (await import("./problems-panel")).ProblemsPanel, { ssr: false });

export function EditorRegion() {
  const { workbench, tools } = useStrings();
  const { editors } = useStudio();
  const { groups, active } = useStore(editors.tabs);
  const showsProblems = useStore(editors.showsProblems);
  const isEmpty = groups.every(({ tabs }) => tabs.length === 0);
  const panels = groups.map((group, at) => ({
    id: `group-${at}`,
    label: workbench.resize(workbench.regions.editor),
    least: 160,
    content: <EditorGroup group={group} at={at} isActive={at === active} />,
  }));
  const rows: readonly PanelSpec[] = [
    {
      id: "text",
      label: "",
      least: 120,
      content: isEmpty ? <NothingOpen /> : <Panels name="groups" orientation="horizontal" panels={panels} />,
    },
    ...(showsProblems
      ? [
          {
            id: "problems",
            label: workbench.resize(tools.problems.title),
            least: 96,
            size: "30%",
            content: <ProblemsPanel />,
          },
        ]
      : []),
  ];
  return (
    <Region id="editor" label={workbench.regions.editor}>
      <Panels name="problems" orientation="vertical" panels={rows} />
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
