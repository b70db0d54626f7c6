import { S_IFMT } from "../protocol/constants";
import type { TreeFile } from "../protocol/page-messages";
import { bytesOf } from "../protocol/parts";
import { user } from "./base-tree";
import type { FileSystem } from "./file-system";
import type { Inode } from "./inode";
import { fail } from "./kernel-error";

const fileMode = 0o100644;

/** The directory that a relative path is in, made where it isn't there. */
function directoryOf(files: FileSystem, top: Inode, parts: readonly string[]): Inode {
  let at = top;
  for (const part of parts) {
    if (part === ".." || part === ".") fail("EINVAL");
    at = at.entries?.get(part) ?? files.create(at, part, 0o40755, user);
    if (!at.isDirectory) fail("ENOTDIR");
  }
  return at;
}

/** Lays a tree down. What is there and named is replaced, the rest stays. */
export function writeTree(files: FileSystem, top: Inode, entries: readonly TreeFile[]): void {
  for (const entry of entries) {
    const parts = entry.path.split("/").filter(Boolean);
    const name = parts.pop();
    if (name === undefined || name === "." || name === "..") return fail("EINVAL");
    place(files, directoryOf(files, top, parts), name, entry);
  }
}

function place(files: FileSystem, directory: Inode, name: string, { content, mode }: TreeFile): void {
  const there = directory.entries?.get(name);
  if (content.type === "directory") {
    const made = there ?? files.create(directory, name, 0o40755, user);
    if (!made.isDirectory) fail("ENOTDIR");
    setMode(files, made, mode);
    return;
  }
  if (there?.isDirectory === true) fail("EISDIR");
  if (content.type === "symlink") {
    if (there !== undefined) files.detach(directory, name);
    files.createLink(directory, name, content.target, user);
  } else writeEntry(files, directory, name, { bytes: bytesOf(content.bytes), mode });
}

interface NewContent {
  readonly bytes: Uint8Array;
  readonly mode: number | undefined;
}

function writeEntry(files: FileSystem, directory: Inode, name: string, { bytes, mode }: NewContent): void {
  const there = directory.entries?.get(name);
  if (there?.isFile === false) files.detach(directory, name);
  const node = there?.isFile === true ? there : files.create(directory, name, fileMode, user);
  if (node.size > 0) files.truncate(node, 0);
  files.write(node, 0, bytes);
  setMode(files, node, mode);
}

function setMode(files: FileSystem, node: Inode, mode: number | undefined): void {
  if (mode === undefined || (node.mode & 0o7777) === (mode & 0o7777)) return;
  node.mode = (node.mode & S_IFMT) | (mode & 0o7777);
  files.changed(node);
}

/** Everything below a directory, each folder before what is in it. Devices and sockets are no one's to carry away. */
export function readTree(
  files: FileSystem,
  top: Inode,
  leaveOut: ReadonlySet<string>,
): (TreeFile & { mode: number })[] {
  const entries: (TreeFile & { mode: number })[] = [];
  const visit = (directory: Inode, prefix: string): void => {
    for (const [name, node] of directory.entries ?? []) {
      if (leaveOut.has(name)) continue;
      const path = prefix + name;
      const mode = node.mode & 0o7777;
      if (node.isDirectory) {
        entries.push({ path, mode, content: { type: "directory" } });
        visit(node, `${path}/`);
      } else if (node.isLink) entries.push({ path, mode, content: { type: "symlink", target: node.target } });
      else if (node.isFile)
        entries.push({ path, mode, content: { type: "file", bytes: files.read(node, 0, node.size).slice() } });
    }
  };
  visit(top, "");
  return entries;
}
