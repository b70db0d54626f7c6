"use client";

import { Undo2 } from "lucide-react";
import type { FileDifference } from "@/lib/workspace";
import { useStrings } from "../app-context";
import { FileIcon } from "../ui/file-icon";
import { IconButton } from "../ui/icon-button";

interface ChangedFileProps {
  readonly difference: FileDifference;
  readonly onOpen: () => void;
  readonly restoreLabel: string;
  readonly onRestore: () => void;
}

const colours = { added: "text-good", changed: "text-warn", removed: "text-bad" } as const;
const signs = { added: "A", changed: "M", removed: "D" } as const;

/** A file that differs: opens its difference, or is put back. */
export function ChangedFile({ difference: { path, type }, onOpen, restoreLabel, onRestore }: ChangedFileProps) {
  const { git } = useStrings();
  return (
    <li className="flex items-center pr-1.5 transition-colors hover:bg-hover">
      <button
        type="button"
        title={path}
        onClick={onOpen}
        className="focus-inset flex h-7 min-w-0 flex-1 items-center gap-1.5 pl-3 text-left coarse:h-10"
      >
        <FileIcon path={path} />
        <span className="min-w-0 flex-1 truncate">{path}</span>
        <span className={`w-4 text-center font-mono text-small ${colours[type]}`}>
          <span aria-hidden>{signs[type]}</span>
          <span className="sr-only">{git[type]}</span>
        </span>
      </button>
      <IconButton icon={Undo2} label={restoreLabel} onClick={onRestore} />
    </li>
  );
}
