"use client";

import { fitting, type Visible } from "@/lib/studio";
import { useStrings } from "../app-context";
import { ChatRegion } from "../chat/chat-region";
import { EditorRegion } from "../editor/editor-region";
import { PreviewRegion } from "../preview/preview-region";
import { useStudio } from "../studio-context";
import { FoldedTerminal } from "../terminal/folded-terminal";
import { TerminalRegion } from "../terminal/terminal-region";
import { Panels, type PanelSpec } from "../ui/panels";
import { useStore } from "../use-store";
import { Rail } from "./rail";
import { SidePanel } from "./side-panel";
import { useBodyWidth } from "./use-body-width";

export function DesktopBody() {
  const { layout } = useStudio();
  const width = useBodyWidth();
  const shown = fitting(useStore(layout), width);
  const columns = useColumns(shown);
  return (
    <>
      <Rail />
      <div className="flex min-w-0 flex-1">
        <Panels name="body" orientation="horizontal" panels={columns} />
      </div>
    </>
  );
}

function useColumns(shown: Visible): readonly PanelSpec[] {
  const { workbench } = useStrings();
  const { regions, resize } = workbench;
  const columns: PanelSpec[] = [];
  if (shown.side) {
    columns.push({
      id: "side",
      label: resize(regions[shown.side]),
      least: 160,
      size: "224px",
      content: <SidePanel view={shown.side} />,
    });
  }
  if (shown.chat) {
    columns.push({ id: "chat", label: resize(regions.chat), least: 240, size: "320px", content: <ChatRegion /> });
  }
  if (shown.editor || shown.preview || shown.terminal) {
    columns.push({
      id: "work",
      label: resize(shown.editor ? regions.editor : regions.preview),
      least: 280,
      content: <WorkArea shown={shown} />,
    });
  }
  return columns;
}

function WorkArea({ shown }: { readonly shown: Visible }) {
  const { regions, resize } = useStrings().workbench;
  const top: PanelSpec[] = [];
  if (shown.editor) {
    top.push({ id: "editor", label: resize(regions.editor), least: 200, content: <EditorRegion /> });
  }
  if (shown.preview) {
    top.push({ id: "preview", label: resize(regions.preview), least: 200, size: "42%", content: <PreviewRegion /> });
  }
  const rows: PanelSpec[] = [];
  if (top.length > 0) {
    rows.push({
      id: "top",
      label: "",
      least: 120,
      content: <Panels name="work" orientation="horizontal" panels={top} />,
    });
  }
  if (shown.terminal) {
    rows.push({ id: "terminal", label: resize(regions.terminal), least: 96, size: "32%", content: <TerminalRegion /> });
  }
  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col">
      <Panels name="rows" orientation="vertical" panels={rows} />
      {!shown.terminal && <FoldedTerminal />}
    </div>
  );
}
