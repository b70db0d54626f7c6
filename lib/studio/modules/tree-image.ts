import type { FileTree, FileTreeEntry } from "@/lib/sandbox";

/** A tree as one run of bytes: the length of a head, the head as JSON, then the content of all files. */
interface Head {
  readonly version: 1;
  readonly tree: Folder;
}

/** A file is its size and mode, a folder its entries, a symbolic link its target. */
type Folder = Readonly<Record<string, Entry>>;
type Entry = readonly [size: number, mode: number] | { readonly folder: Folder } | string;

const encoder = new TextEncoder();

export function encodeTree(tree: FileTree): Blob {
  const contents: Uint8Array<ArrayBuffer>[] = [];
  const entryOf = (entry: FileTreeEntry): Entry => {
    if (entry.type === "symlink") return entry.target;
    if (entry.type === "directory") return { folder: folderOf(entry.entries) };
    const bytes = typeof entry.content === "string" ? encoder.encode(entry.content) : entry.content;
    contents.push(bytes as Uint8Array<ArrayBuffer>);
    return [bytes.length, entry.mode ?? 0o644];
  };
  const folderOf = (folder: FileTree): Folder =>
    Object.fromEntries(Object.entries(folder).map(([name, entry]) => [name, entryOf(entry)]));
  const head = encoder.encode(JSON.stringify({ version: 1, tree: folderOf(tree) } satisfies Head));
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, head.length);
  return new Blob([length, head, ...contents]);
}

/** The files are views of the one buffer. Undefined for what isn't such an image. */
export function decodeTree(image: ArrayBuffer): FileTree | undefined {
  try {
    const length = new DataView(image).getUint32(0);
    const head = JSON.parse(new TextDecoder().decode(new Uint8Array(image, 4, length))) as Head;
    if (head.version !== 1) return undefined;
    let at = 4 + length;
    const entryOf = (entry: Entry): FileTreeEntry => {
      if (typeof entry === "string") return { type: "symlink", target: entry };
      if ("folder" in entry) return { type: "directory", entries: treeOf(entry.folder) };
      const [size, mode] = entry;
      at += size;
      return { type: "file", content: new Uint8Array(image, at - size, size), mode };
    };
    const treeOf = (folder: Folder): FileTree =>
      Object.fromEntries(Object.entries(folder).map(([name, entry]) => [name, entryOf(entry)]));
    const tree = treeOf(head.tree);
    return at === image.byteLength ? tree : undefined;
  } catch {
    return undefined;
  }
}
