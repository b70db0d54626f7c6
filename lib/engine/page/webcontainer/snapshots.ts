import { zipSync } from "fflate";
import type { TreeFile } from "../../protocol/page-messages";
import { createGlob } from "./glob";
import { pack, unpack } from "./msgpack";
import { asPacked, filesOf, treeOf, type InnerDirectory } from "./tree";

/** What the client's `export` asks for. */
export interface SerializeOptions {
  readonly format: "json" | "binary" | "zip";
  readonly includes?: readonly string[];
  readonly excludes?: readonly string[];
}

const encoder = new TextEncoder();

function selected(files: readonly TreeFile[], { includes = [], excludes = [] }: SerializeOptions): TreeFile[] {
  const wanted = includes.map(createGlob);
  const unwanted = excludes.map(createGlob);
  return files.filter(
    ({ path }) =>
      (wanted.length === 0 || wanted.some((matches) => matches(path))) && !unwanted.some((matches) => matches(path)),
  );
}

function zipped(files: readonly TreeFile[]): Uint8Array {
  const entries: Record<string, Uint8Array> = {};
  for (const { path, content } of files) {
    if (content.type === "directory") entries[`${path}/`] = new Uint8Array(0);
    if (content.type === "file") {
      entries[path] = typeof content.bytes === "string" ? encoder.encode(content.bytes) : content.bytes;
    }
  }
  return zipSync(entries);
}

/** The files in the form that was asked for. */
export function serialized(all: readonly TreeFile[], options: SerializeOptions): Uint8Array {
  const { format } = options;
  const files = selected(all, options);
  if (format === "zip") return zipped(files);
  if (format === "binary") return pack(asPacked(treeOf(files, true)));
  return encoder.encode(JSON.stringify(treeOf(files, false)));
}

const bracket = 0x7b;

/** The files of a snapshot, as JSON or as MessagePack. */
export function filesIn(payload: Uint8Array): TreeFile[] {
  const tree: unknown = payload[0] === bracket ? JSON.parse(new TextDecoder().decode(payload)) : unpack(payload);
  return filesOf(tree as InnerDirectory);
}
