"use client";

import { AssistiveTreeDescription } from "@headless-tree/react";
import { useRef, useState, type KeyboardEvent } from "react";
import { useStrings } from "../app-context";
import { useMedia } from "../use-media";
import { ContextMenu } from "../ui/menu-popup";
import type { Draft } from "./draft";
import { TreeRow } from "./tree-row";
import { useFileOperations } from "./use-file-operations";
import { pathOfItem, type FileTreeInstance } from "./use-file-tree";
import { selectedPaths } from "./tree-selection";
import { useDecorations } from "./use-decorations";
import { useTreeClipboard, useTreeMenu, type TreeClipboard } from "./use-tree-menu";
import { rowsInSight } from "../ui/rows-in-sight";

interface TreeRowsProps {
  readonly tree: FileTreeInstance;
  readonly onCreate: (draft: Draft) => void;
}

/** Only the rows that are in sight are drawn, so ten thousand files cost as much as forty. */
export function TreeRows({ tree, onCreate }: TreeRowsProps) {
  const { files } = useStrings();
  const rowHeight = useMedia("(pointer: coarse)") ? 40 : 24;
  const [scrolled, setScrolled] = useState({ top: 0, height: 800 });
  const scroller = useRef<HTMLDivElement>(null);
  const clipboard = useTreeClipboard(tree);
  const groups = useTreeMenu({ tree, clipboard, onCreate });
  const decorations = useDecorations();
  const items = tree.getItems();
  const focused = items.findIndex((item) => item.isFocused());
  const shown = rowsInSight({ count: items.length, rowHeight, ...scrolled, keep: focused });
  const onKeyDown = useTreeKeys(tree, clipboard);
  return (
    <ContextMenu groups={groups} className="flex min-h-0 flex-1 flex-col">
      {tree.isSearchOpen() && (
        <input
          {...tree.getSearchInputElementProps()}
          aria-label={files.filter}
          className="mx-2 my-1 h-7 rounded-control border border-control bg-surface px-2"
        />
      )}
      <AssistiveTreeDescription tree={tree} />
      <div
        ref={scroller}
        onScroll={({ currentTarget }) => {
          setScrolled({ top: currentTarget.scrollTop, height: currentTarget.clientHeight });
        }}
        className="min-h-0 flex-1 overflow-auto py-1"
      >
        <div
          role="tree"
          tabIndex={-1}
          {...tree.getContainerProps(files.tree)}
          onKeyDown={onKeyDown}
          className="relative"
          style={{ height: items.length * rowHeight }}
        >
          {shown.map((at) => {
            const item = items[at];
            return (
              item && (
                <TreeRow
                  key={item.getKey()}
                  item={item}
                  top={at * rowHeight}
                  height={rowHeight}
                  decoration={decorations.get(pathOfItem(item))}
                />
              )
            );
          })}
        </div>
      </div>
    </ContextMenu>
  );
}

/** What the tree's own keys leave over: away with it, and cut, copy, paste. */
function useTreeKeys(tree: FileTreeInstance, { cut, copy, paste }: TreeClipboard) {
  const { remove } = useFileOperations();
  const byKey: Readonly<Record<string, () => void>> = { c: copy, x: cut, v: paste };
  return (event: KeyboardEvent) => {
    if (event.target instanceof HTMLInputElement) return;
    if (event.key === "Delete" || (event.key === "Backspace" && event.metaKey)) {
      event.preventDefault();
      void remove(selectedPaths(tree));
      return;
    }
    const act = event.ctrlKey || event.metaKey ? byKey[event.key.toLowerCase()] : undefined;
    if (!act || event.altKey || event.shiftKey) return;
    event.preventDefault();
    act();
  };
}
