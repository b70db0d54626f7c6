import type { TreeFile } from "@/lib/engine";
import type { FileTree, FileTreeEntry } from "../sandbox";
import { flattened, treeOf } from "../trees";

const contentOf = (entry: FileTreeEntry): TreeFile["content"] => {
  if (entry.type === "file") return { type: "file", bytes: entry.content };
  return entry.type === "symlink" ? { type: "symlink", target: entry.target } : { type: "directory" };
};

export function filesOfTree(tree: FileTree): TreeFile[] {
  return [...flattened(tree)].map(({ path, entry }) => ({
    path,
    content: contentOf(entry),
    ...(entry.type === "file" && entry.mode !== undefined ? { mode: entry.mode } : {}),
  }));
}

const entryOf = ({ content, mode }: TreeFile): FileTreeEntry => {
  if (content.type === "symlink") return { type: "symlink", target: content.target };
  if (content.type === "directory") return { type: "directory", entries: {} };
  return { type: "file", content: content.bytes, ...(mode === undefined ? {} : { mode: mode & 0o777 }) };
};

export const treeOfFiles = (files: readonly TreeFile[]): FileTree =>
  treeOf(files.map((file) => ({ path: file.path, entry: entryOf(file) })));
