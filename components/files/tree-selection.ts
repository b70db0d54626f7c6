import { pathOfItem, type FileTreeInstance } from "./use-file-tree";

/** What an action of the tree is for: the selection, else the row with the focus. */
export const selectedPaths = (tree: FileTreeInstance): readonly string[] => {
  const selected = tree.getSelectedItems().map(pathOfItem);
  const focused = tree.getState().focusedItem;
  return selected.length > 0 || focused === null ? selected : [focused.slice(1)];
};
