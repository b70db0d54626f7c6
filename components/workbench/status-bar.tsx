"use client";

import { CircleAlert, TriangleAlert } from "lucide-react";
import { useStrings } from "../app-context";
import { useStudio } from "../studio-context";
import { useKeysOf } from "../use-keys-of";
import { useRunCommand } from "../use-run-command";
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
  const { editors } = useStudio();
  const problems = useStore(editors.problems);
  const isShown = useStore(editors.showsProblems);
  const { editor, tools } = useStrings();
  const keysOf = useKeysOf();
  const runCommand = useRunCommand();
  const count = (severity: "error" | "warning") => problems.filter((problem) => problem.severity === severity).length;
  const [errors, warnings] = [count("error"), count("warning")];
  return (
    <button
      type="button"
      data-tip={tools.problems.show}
      data-tip-keys={keysOf("problems")}
      aria-pressed={isShown}
      onClick={() => {
        runCommand("problems");
      }}
      className="focus-inset -mx-1.5 flex h-full items-center gap-1.5 rounded-control px-1.5 transition-colors hover:bg-hover hover:text-ink"
    >
      <span className="sr-only">{editor.problemCount(errors, warnings)}</span>
      <CircleAlert size={12} aria-hidden className={errors > 0 ? "text-bad" : ""} />
      <span aria-hidden>{errors}</span>
      <TriangleAlert size={12} aria-hidden className={warnings > 0 ? "text-warn" : ""} />
      <span aria-hidden>{warnings}</span>
    </button>
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
