"use client";

import { useState } from "react";
import { useStrings } from "../app-context";
import { useStudio } from "../studio-context";
import { useStore } from "../use-store";

/** The name turns into a field when it is pressed. */
export function ProjectName() {
  const { project, renameProject, attempt } = useStudio();
  const { workbench } = useStrings();
  const { name } = useStore(project);
  const [draft, setDraft] = useState<string>();
  if (draft === undefined) {
    return (
      <h1 className="min-w-0">
        <button
          type="button"
          aria-label={`${name}. ${workbench.renameProject}`}
          onClick={() => {
            setDraft(name);
          }}
          className="block max-w-60 truncate rounded-control px-2 py-1 font-medium transition-colors hover:bg-hover"
        >
          {name}
        </button>
      </h1>
    );
  }
  const finish = () => {
    setDraft(undefined);
    void attempt(() => renameProject(draft));
  };
  return (
    <input
      aria-label={workbench.projectName}
      // The field takes the place of the button that had the focus.
      ref={(field) => {
        field?.focus();
      }}
      value={draft}
      maxLength={80}
      onChange={(event) => {
        setDraft(event.target.value);
      }}
      onBlur={finish}
      onKeyDown={(event) => {
        if (event.key === "Enter") finish();
        if (event.key === "Escape") setDraft(undefined);
      }}
      className="h-7 w-48 min-w-0 rounded-control border border-control bg-surface px-2 font-medium"
    />
  );
}
