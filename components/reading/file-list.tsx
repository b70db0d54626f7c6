"use client";

import { ChevronRight } from "lucide-react";
import { useState } from "react";
import { FileIcon } from "../ui/file-icon";
import { classNames } from "../ui/class-names";
import { treeRows } from "./tree-rows";

interface FileListProps {
  readonly label: string;
  readonly paths: readonly string[];
  readonly shown: string | undefined;
  /** Paths to point out, with a word for why. */
  readonly marks?: ReadonlyMap<string, string>;
  readonly onShow: (path: string) => void;
}

/** The files of a project as a tree to read from. Folders open on a click. */
export function FileList({ label, paths, shown, marks, onShow }: FileListProps) {
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const toggle = (folder: string) => {
    const next = new Set(closed);
    if (!next.delete(folder)) next.add(folder);
    setClosed(next);
  };
  return (
    <nav aria-label={label} className="min-h-0 flex-1 overflow-auto py-1">
      <ul>
        {treeRows(paths, closed).map(({ path, name, depth, isFolder }) => (
          <li key={path}>
            <button
              type="button"
              aria-expanded={isFolder ? !closed.has(path) : undefined}
              aria-current={path === shown ? "true" : undefined}
              style={{ paddingLeft: 8 + depth * 12 }}
              className={classNames(
                "focus-inset flex h-6 w-full items-center gap-1.5 pr-2 text-left coarse:h-10",
                path === shown ? "bg-pressed text-ink" : "text-ink-muted hover:bg-hover hover:text-ink",
              )}
              onClick={() => {
                if (isFolder) toggle(path);
                else onShow(path);
              }}
            >
              {isFolder ? (
                <ChevronRight
                  size={14}
                  aria-hidden
                  className={classNames("shrink-0 transition-transform", !closed.has(path) && "rotate-90")}
                />
              ) : (
                <FileIcon path={path} />
              )}
              <span className="min-w-0 truncate">{name}</span>
              {marks?.has(path) && (
                <span className="ml-auto size-1.5 shrink-0 rounded-full bg-ember">
                  <span className="sr-only">{marks.get(path)}</span>
                </span>
              )}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}
