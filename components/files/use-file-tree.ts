"use client";

import {
  asyncDataLoaderFeature,
  dragAndDropFeature,
  expandAllFeature,
  hotkeysCoreFeature,
  keyboardDragAndDropFeature,
  renamingFeature,
  searchFeature,
  selectionFeature,
  type ItemInstance,
  type TreeConfig,
  type TreeInstance,
} from "@headless-tree/core";
import { useTree } from "@headless-tree/react";
import { useEffect, useState } from "react";
import { basename, dirname } from "@/lib/base";
import type { WorkspaceChange, WorkspaceEntry } from "@/lib/workspace";
import { useStudio } from "../studio-context";
import { clickToSelectFeature } from "./click-to-select";
import { useFileOperations, type FileOperations } from "./use-file-operations";
import { droppedFiles } from "./dropped-files";
import { outermost } from "./outermost";
import { useUpload, type Upload } from "./use-upload";

export type FileItem = ItemInstance<WorkspaceEntry>;
export type FileTreeInstance = TreeInstance<WorkspaceEntry>;

/** A path with a slash before it, so that the project itself has an id too. */
const idOf = (path: string): string => `/${path}`;

export const pathOfItem = (item: FileItem): string => item.getId().slice(1);

const missing: WorkspaceEntry = { path: "", type: "file", size: 0, mode: 0, modified: 0 };

/** The project as a tree. Folders are read when they are opened and follow whoever writes. */
export function useFileTree(): { readonly tree: FileTreeInstance; readonly isEmpty: boolean } {
  const { workspace, editors, layout, attempt } = useStudio();
  const operations = useFileOperations();
  const upload = useUpload();
  const [isEmpty, setIsEmpty] = useState(false);
  const tree = useTree<WorkspaceEntry>({
    rootItemId: "/",
    getItemName: (item) => basename(pathOfItem(item)),
    isItemFolder: (item) => item.getItemData().type === "directory",
    createLoadingItemData: () => missing,
    onLoadedChildren(id, children) {
      if (id === "/") setIsEmpty(children.length === 0);
    },
    dataLoader: {
      getItem: (id) => workspace.stat(id.slice(1)).catch(() => missing),
      getChildrenWithData: async (id) =>
        (await workspace.list(id.slice(1)).catch(() => [])).map((entry) => ({ id: idOf(entry.path), data: entry })),
    },
    onPrimaryAction(item) {
      if (item.isFolder()) return;
      void attempt(async () => {
        const { type, path } = item.getItemData();
        const real = type === "symlink" ? await workspace.follow(path) : item.getItemData();
        if (real.type === "directory") return goToFolder(tree, real.path);
        layout.set((now) => ({ ...now, phone: "editor" }));
        return editors.open(real.path, { preview: true });
      });
    },
    onRename: (item, name) => void operations.rename(pathOfItem(item), name),
    ...dragging(operations, upload),
    features: [
      asyncDataLoaderFeature,
      clickToSelectFeature,
      selectionFeature,
      hotkeysCoreFeature,
      dragAndDropFeature,
      keyboardDragAndDropFeature,
      renamingFeature,
      searchFeature,
      expandAllFeature,
    ],
  });
  useEffect(() => {
    const following = workspace.onChange((changes) => {
      void follow(tree, changes);
    });
    return () => {
      following.dispose();
    };
  }, [tree, workspace]);
  return { tree, isEmpty };
}

function dragging(operations: FileOperations, upload: Upload): Partial<TreeConfig<WorkspaceEntry>> {
  return {
    canReorder: false,
    openOnDropDelay: 600,
    canDrop: (items, { item }) => item.isFolder() && !items.some((dragged) => isSelfOrInside(item, dragged)),
    onDrop: (items, { item }) => operations.move(outermost(items.map(pathOfItem)), pathOfItem(item)),
    canDragForeignDragObjectOver: (data) => data.types.includes("Files"),
    canDropForeignDragObject: (data) => data.types.includes("Files"),
    onDropForeignDragObject: async (data, { item }) => upload(await droppedFiles(data), pathOfItem(item)),
  };
}

const isSelfOrInside = (item: FileItem, folder: FileItem): boolean =>
  item.getId() === folder.getId() || item.getId().startsWith(`${folder.getId()}/`);

/** Where a link to a folder leads: a folder stands in the tree once, at its own place. */
function goToFolder(tree: FileTreeInstance, path: string): void {
  for (const folder of foldersOf(`${path}/.`).toReversed())
    if (folder !== "") tree.getItemInstance(idOf(folder)).expand();
  tree.setSelectedItems([idOf(path)]);
}

/** Reads again the folders whose names changed, if they were read before. */
async function follow(tree: FileTreeInstance, changes: readonly WorkspaceChange[]): Promise<void> {
  const folders = new Set<string>();
  for (const { type, path } of changes) {
    if (type !== "changed") for (const folder of foldersOf(path)) folders.add(folder);
  }
  await Promise.all(
    [...folders].map(async (folder) => {
      const item = tree.getItemInstance(idOf(folder));
      if (folder === "" || item.hasLoadedData()) await item.invalidateChildrenIds(true);
    }),
  );
  tree.rebuildTree();
}

/** A file may come with folders that weren't there before. */
function foldersOf(path: string): readonly string[] {
  const folder = dirname(path) === "." ? "" : dirname(path);
  return folder === "" ? [""] : [folder, ...foldersOf(folder)];
}

/** The folder that something new belongs to: the focused one, or the one that the focused file is in. */
export function folderFor(tree: FileTreeInstance): string {
  const id = tree.getState().focusedItem;
  if (id === null || id === "/" || !tree.getItems().some((item) => item.getId() === id)) return "";
  const item = tree.getItemInstance(id);
  const path = pathOfItem(item);
  if (item.isFolder()) return path;
  return dirname(path) === "." ? "" : dirname(path);
}
