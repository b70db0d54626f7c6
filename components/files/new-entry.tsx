"use client";

import { useState } from "react";
import { useStrings } from "../app-context";
import { fieldClass } from "../ui/text-field";
import type { Draft } from "./draft";
import { useFileOperations } from "./use-file-operations";

interface NewEntryProps {
  readonly draft: Draft;
  readonly onEnd: () => void;
}

/** The name of something new. Folders in the name are made too. */
export function NewEntry({ draft, onEnd }: NewEntryProps) {
  const { files } = useStrings();
  const { create } = useFileOperations();
  const [name, setName] = useState("");
  const finish = () => {
    onEnd();
    if (name.trim() !== "") void create(draft.type, draft.folder, name);
  };
  const label = draft.type === "file" ? files.newFile : files.newFolder;
  return (
    <div className="flex shrink-0 flex-col gap-1 border-b border-line p-2">
      <label htmlFor="new-entry" className="text-mini text-ink-faint">
        {draft.folder === "" ? label : `${label}: ${draft.folder}/`}
      </label>
      <input
        id="new-entry"
        ref={(field) => {
          field?.focus();
        }}
        autoComplete="off"
        spellCheck={false}
        value={name}
        onChange={(event) => {
          setName(event.target.value);
        }}
        onBlur={finish}
        onKeyDown={(event) => {
          if (event.key === "Enter") finish();
          if (event.key === "Escape") onEnd();
        }}
        className={fieldClass}
      />
    </div>
  );
}
