import { Failure } from "@/lib/base";
import type { TreeFile } from "../../protocol/page-messages";
import type { Packed } from "./msgpack";

/**
 * The client's inner form of a tree: `{ d: { name: { d: … } | { f: { c: contents, b?: true } | { l: target } } } }`. In JSON
 * `b` says that the text is one character a byte; in a binary snapshot contents are bytes.
 */
export interface InnerDirectory {
  readonly d: { readonly [name: string]: InnerEntry };
}
export type InnerEntry = InnerDirectory | { readonly f: InnerFile };
export type InnerFile = { readonly c: string | Uint8Array; readonly b?: boolean } | { readonly l: string };

const encoder = new TextEncoder();

const bytesOf = ({ c, b }: { readonly c: string | Uint8Array; readonly b?: boolean }): Uint8Array | string => {
  if (typeof c !== "string" || b !== true) return c;
  return Uint8Array.from(c, (sign) => sign.charCodeAt(0));
};

/** A tree from outside, as a list with parents first. A name that would lead out of its folder is refused. */
export function filesOf(tree: InnerDirectory, folder = ""): TreeFile[] {
  const files: TreeFile[] = [];
  for (const [name, entry] of Object.entries(tree.d)) {
    if (name === "" || name === "." || name === ".." || name.includes("/")) {
      throw new Failure("EINVAL", `"${name}" can't be the name of a file.`);
    }
    const path = folder + name;
    if ("d" in entry) files.push({ path, content: { type: "directory" } }, ...filesOf(entry, `${path}/`));
    else if ("l" in entry.f) files.push({ path, content: { type: "symlink", target: entry.f.l } });
    else files.push({ path, content: { type: "file", bytes: bytesOf(entry.f) } });
  }
  return files;
}

const isUtf8 = (bytes: Uint8Array): string | undefined => {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
};

const latin1 = (bytes: Uint8Array): string => {
  const pieces: string[] = [];
  for (let at = 0; at < bytes.length; at += 8192) pieces.push(String.fromCharCode(...bytes.subarray(at, at + 8192)));
  return pieces.join("");
};

const asJson = (bytes: Uint8Array): InnerFile => {
  const text = isUtf8(bytes);
  return text === undefined ? { c: latin1(bytes), b: true } : { c: text };
};

type Open = Record<string, InnerEntry>;

/** The list as a tree again; `binary` keeps contents as bytes. */
export function treeOf(files: readonly TreeFile[], binary: boolean): InnerDirectory {
  const folders = new Map<string, Open>([["", Object.create(null) as Open]]);
  const open = (path: string): Open => {
    const known = folders.get(path);
    if (known !== undefined) return known;
    const made = Object.create(null) as Open;
    folders.set(path, made);
    const slash = path.lastIndexOf("/");
    open(slash < 0 ? "" : path.slice(0, slash))[path.slice(slash + 1)] = { d: made };
    return made;
  };
  for (const { path, content } of files) {
    const slash = path.lastIndexOf("/");
    const parent = open(slash < 0 ? "" : path.slice(0, slash));
    if (content.type === "directory") open(path);
    else if (content.type === "symlink") parent[path.slice(slash + 1)] = { f: { l: content.target } };
    else {
      const bytes = typeof content.bytes === "string" ? encoder.encode(content.bytes) : content.bytes;
      parent[path.slice(slash + 1)] = { f: binary ? { c: bytes } : asJson(bytes) };
    }
  }
  return { d: open("") };
}

export const asPacked = (tree: InnerDirectory): Packed => tree as unknown as Packed;
