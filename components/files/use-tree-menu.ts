"use client";

import { useRef } from "react";
import { dirname } from "@/lib/base";
import { showKeys, splitGroup } from "@/lib/studio";
import { useStrings } from "../app-context";
import { useStudio } from "../studio-context";
import { useMac } from "../use-media";
import { useRunCommand } from "../use-run-command";
import type { MenuGroups } from "../ui/menu";
import { downloadPaths } from "./download-project";
import type { Draft } from "./draft";
import { selectedPaths } from "./tree-selection";
import { useFileOperations } from "./use-file-operations";
import { folderFor, type FileTreeInstance } from "./use-file-tree";

interface Clipboard {
  readonly type: "cut" | "copy";
  readonly paths: readonly string[];
}

export interface TreeClipboard {
  readonly cut: () => void;
  readonly copy: () => void;
  readonly paste: () => void;
}

/** What was cut or copied in the tree, for its menu and its keys. */
export function useTreeClipboard(tree: FileTreeInstance): TreeClipboard {
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
  return { cut: take("cut"), copy: take("copy"), paste };
}

interface TreeMenuOptions {
  readonly tree: FileTreeInstance;
  readonly clipboard: TreeClipboard;
  readonly onCreate: (draft: Draft) => void;
}

/** The menu of the tree, for what is selected. */
export function useTreeMenu({ tree, clipboard, onCreate }: TreeMenuOptions): MenuGroups {
  const { editors, workspace, attempt } = useStudio();
  const { files, panels } = useStrings();
  const operations = useFileOperations();
  const runCommand = useRunCommand();
  const mac = useMac();
  const keys = (letter: string) => showKeys(`Mod+${letter}`, mac);
  const paths = () => selectedPaths(tree);
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
      { label: files.cut, keys: keys("X"), onSelect: clipboard.cut },
      { label: files.copy, keys: keys("C"), onSelect: clipboard.copy },
      { label: files.paste, keys: keys("V"), onSelect: clipboard.paste },
      { label: files.duplicate, onSelect: duplicate },
      { label: files.copyPath, onSelect: () => void navigator.clipboard.writeText(paths().join("\n")) },
      {
        label: panels.files.download,
        onSelect: () => void attempt(() => downloadPaths(workspace, paths())),
      },
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
      {
        label: panels.files.trash,
        onSelect: () => {
          runCommand("trash");
        },
      },
    ],
  ];
}
