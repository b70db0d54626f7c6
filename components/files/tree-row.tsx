"use client";

import { ChevronRight } from "lucide-react";
import { useStudio } from "../studio-context";
import { classNames } from "../ui/class-names";
import { FileIcon } from "./file-icon";
import { pathOfItem, type FileItem } from "./use-file-tree";

interface TreeRowProps {
  readonly item: FileItem;
  readonly top: number;
  readonly height: number;
}

export function TreeRow({ item, top, height }: TreeRowProps) {
  const { editors } = useStudio();
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
      title={path}
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
      <span className="truncate">{item.getItemName()}</span>
    </button>
  );
}
