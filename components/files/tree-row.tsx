"use client";

import { ChevronRight } from "lucide-react";
import type { Strings } from "@/lib/studio";
import { useStudio } from "../studio-context";
import { classNames } from "../ui/class-names";
import { useStrings } from "../app-context";
import type { Decoration, GitLetter } from "./use-decorations";
import { FileIcon } from "../ui/file-icon";
import { pathOfItem, type FileItem } from "./use-file-tree";

interface TreeRowProps {
  readonly item: FileItem;
  readonly top: number;
  readonly height: number;
  readonly decoration: Decoration | undefined;
}

export function TreeRow({ item, top, height, decoration }: TreeRowProps) {
  const { editors } = useStudio();
  const { panels } = useStrings();
  const path = pathOfItem(item);
  const style = { top, height, paddingLeft: 8 + item.getItemMeta().level * 12 };
  if (item.isRenaming()) {
    return (
      <div className="absolute inset-x-0 flex items-center pr-2" style={style}>
        <input
          {...item.getRenameInputProps()}
          className="ml-5 h-[22px] min-w-0 flex-1 rounded-[4px] border border-control bg-surface px-1"
        />
      </div>
    );
  }
  const isFolder = item.isFolder();
  return (
    <button
      {...item.getProps()}
      type="button"
      data-first-focus={item.isFocused() ? "" : undefined}
      aria-label={item.getItemName()}
      title={[path, ...describe(decoration, panels.files)].join(" · ")}
      onContextMenu={() => {
        if (item.isSelected()) return;
        item.getTree().setSelectedItems([item.getId()]);
        item.setFocused();
      }}
      onDoubleClick={() => {
        if (!isFolder) editors.keep(path);
      }}
      style={style}
      className={classNames(
        "focus-inset absolute inset-x-0 flex items-center gap-1.5 pr-2 text-left select-none",
        item.isSelected() ? "bg-pressed text-ink" : "text-ink-muted hover:bg-hover hover:text-ink",
        item.isUnorderedDragTarget() && "bg-hover outline-2 -outline-offset-2 outline-ink-faint",
        item.isMatchingSearch() && "font-semibold text-ink",
      )}
    >
      {isFolder ? (
        <ChevronRight
          size={14}
          aria-hidden
          className={classNames("shrink-0 transition-transform", item.isExpanded() && "rotate-90")}
        />
      ) : (
        <FileIcon path={path} />
      )}
      <span className={classNames("min-w-0 flex-1 truncate", colourOf(decoration))}>{item.getItemName()}</span>
      {item.getItemData().type === "symlink" && (
        <span className="max-w-1/2 shrink-0 truncate text-small text-ink-faint">→ {item.getItemData().target}</span>
      )}
      {decoration && <Marks decoration={decoration} isFolder={isFolder} />}
    </button>
  );
}

const colours: Readonly<Record<GitLetter, string>> = {
  M: "text-warn",
  A: "text-good",
  U: "text-good",
  D: "text-bad",
  C: "text-bad",
};

const colourOf = (decoration: Decoration | undefined): string => {
  if (!decoration) return "";
  if (decoration.errors > 0) return "text-bad";
  return decoration.git ? colours[decoration.git] : "";
};

/** What the marks behind the name say, in words. */
const describe = (decoration: Decoration | undefined, strings: Strings["panels"]["files"]): readonly string[] => [
  ...(decoration?.git ? [strings.git[decoration.git]] : []),
  ...(decoration && decoration.errors > 0 ? [strings.problems(decoration.errors)] : []),
];

function Marks({ decoration, isFolder }: { readonly decoration: Decoration; readonly isFolder: boolean }) {
  const { panels } = useStrings();
  const { errors, git } = decoration;
  return (
    <>
      {errors > 0 && (
        <span title={panels.files.problems(errors)} className="shrink-0 text-small text-bad tabular-nums">
          {isFolder ? "" : errors}
        </span>
      )}
      {git && (
        <span
          title={panels.files.git[git]}
          className={classNames("w-3.5 shrink-0 text-center font-mono text-small", colours[git])}
        >
          {isFolder ? "·" : git}
        </span>
      )}
    </>
  );
}
