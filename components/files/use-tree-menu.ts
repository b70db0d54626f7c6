"use client";

import { useRef } from "react";
import { dirname } from "@/lib/base";
import { splitGroup } from "@/lib/studio";
import { useStrings } from "../app-context";
import { useStudio } from "../studio-context";
import type { MenuGroups } from "../ui/menu";
import type { Draft } from "./draft";
import { selectedPaths } from "./tree-selection";
import { useFileOperations } from "./use-file-operations";
import { folderFor, type FileTreeInstance } from "./use-file-tree";

interface Clipboard {
  readonly type: "cut" | "copy";
  readonly paths: readonly string[];
}

/** The menu of the tree, for what is selected. */
export function useTreeMenu(tree: FileTreeInstance, onCreate: (draft: Draft) => void): MenuGroups {
  const { editors } = useStudio();
  const { files } = useStrings();
  const operations = useFileOperations();
  const clipboard = useRef<Clipboard>(undefined);
  const paths = () => selectedPaths(tree);
  const take = (type: Clipboard["type"]) => () => {
    clipboard.current = { type, paths: paths() };
  };
  const paste = () => {
    const held = clipboard.current;
    if (!held) return;
    void (held.type === "cut" ? operations.move : operations.copy)(held.paths, folderFor(tree));
    if (held.type === "cut") clipboard.current = undefined;
  };
  const duplicate = () => {
    for (const path of paths()) void operations.copy([path], dirname(path) === "." ? "" : dirname(path));
  };
  const openBeside = () => {
    editors.tabs.set(splitGroup);
    for (const path of paths()) editors.open(path);
  };
  return [
    [
      {
        label: files.newFile,
        onSelect: () => {
          onCreate({ type: "file", folder: folderFor(tree) });
        },
      },
      {
        label: files.newFolder,
        onSelect: () => {
          onCreate({ type: "folder", folder: folderFor(tree) });
        },
      },
    ],
    [{ label: files.openToSide, onSelect: openBeside }],
    [
      { label: files.cut, onSelect: take("cut") },
      { label: files.copy, onSelect: take("copy") },
      { label: files.paste, onSelect: paste },
      { label: files.duplicate, onSelect: duplicate },
      { label: files.copyPath, onSelect: () => void navigator.clipboard.writeText(paths().join("\n")) },
    ],
    [
      {
        label: files.rename,
        keys: "F2",
        onSelect: () => {
          tree.getFocusedItem().startRenaming();
        },
      },
      { label: files.delete, keys: "Del", danger: true, onSelect: () => void operations.remove(paths()) },
    ],
  ];
}
