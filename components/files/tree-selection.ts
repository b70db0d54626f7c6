import { outermost } from "./outermost";
import { pathOfItem, type FileTreeInstance } from "./use-file-tree";

/** What an action of the tree is for: the selection, else the row with the focus. What isn't in sight is left alone. */
export function selectedPaths(tree: FileTreeInstance): readonly string[] {
  const items = tree.getItems();
  const selected = items.filter((item) => item.isSelected());
  const chosen = selected.length > 0 ? selected : items.filter((item) => item.isFocused());
  return outermost(chosen.map(pathOfItem));
}
