"use client";

import { CircleAlert, TriangleAlert } from "lucide-react";
import { useStrings } from "../app-context";
import { useStudio } from "../studio-context";
import { useStore } from "../use-store";
import { MemoryMeter } from "./memory-meter";
import { SaveStatus } from "./save-status";

export function StatusBar() {
  const { workbench } = useStrings();
  return (
    <footer
      aria-label={workbench.status}
      className="flex h-6 shrink-0 items-center gap-4 border-t border-line bg-ground px-3 text-mini text-ink-muted tabular-nums"
    >
      <SaveStatus />
      <Problems />
      <div className="flex-1" />
      <Cursor />
      <MemoryMeter />
    </footer>
  );
}

function Problems() {
  const problems = useStore(useStudio().editors.problems);
  const { editor } = useStrings();
  const count = (severity: "error" | "warning") => problems.filter((problem) => problem.severity === severity).length;
  const [errors, warnings] = [count("error"), count("warning")];
  return (
    <span className="flex items-center gap-1.5">
      <span className="sr-only">{editor.problemCount(errors, warnings)}</span>
      <CircleAlert size={12} aria-hidden className={errors > 0 ? "text-bad" : ""} />
      <span aria-hidden>{errors}</span>
      <TriangleAlert size={12} aria-hidden className={warnings > 0 ? "text-warn" : ""} />
      <span aria-hidden>{warnings}</span>
    </span>
  );
}

function Cursor() {
  const cursor = useStore(useStudio().editors.cursor);
  const { editor } = useStrings();
  if (!cursor) return null;
  return (
    <>
      {cursor.selected > 0 && <span>{editor.selected(cursor.selected)}</span>}
      <span>{editor.position(cursor.line, cursor.column)}</span>
      <span>{editor.spaces(cursor.tabSize)}</span>
      <span>{cursor.language}</span>
    </>
  );
}
