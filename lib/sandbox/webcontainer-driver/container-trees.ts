import type { FileSystemTree } from "@webcontainer/api";
import type { FileTree, FileTreeEntry } from "../sandbox";

/** Modes have no place in the client's trees. */
export function containerTree(tree: FileTree): FileSystemTree {
  const made: FileSystemTree = {};
  for (const [name, entry] of Object.entries(tree)) {
    const node =
      entry.type === "directory"
        ? { directory: containerTree(entry.entries) }
        : { file: entry.type === "symlink" ? { symlink: entry.target } : { contents: entry.content } };
    Object.defineProperty(made, name, { value: node, enumerable: true });
  }
  return made;
}

function entryOf(node: FileSystemTree[string], leaveOut: readonly string[]): FileTreeEntry {
  if ("directory" in node) return { type: "directory", entries: fileTree(node.directory, leaveOut) };
  if ("symlink" in node.file) return { type: "symlink", target: node.file.symlink };
  return { type: "file", content: node.file.contents };
}

export function fileTree(tree: FileSystemTree, leaveOut: readonly string[]): FileTree {
  const made: Record<string, FileTreeEntry> = {};
  for (const [name, node] of Object.entries(tree)) {
    if (leaveOut.includes(name)) continue;
    Object.defineProperty(made, name, { value: entryOf(node, leaveOut), enumerable: true });
  }
  return made;
}
