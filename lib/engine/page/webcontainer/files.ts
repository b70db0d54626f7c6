import type { WatchEvent } from "../../protocol/process-messages";
import type { FileEntry } from "../../protocol/file-facts";
import type { MachineFiles } from "../machine-files";
import type { Machine } from "../machine";

/** Paths of the client lead below the working folder, with or without a leading slash; its full path is understood too. */
export function createResolver(cwd: string): (path: string) => string {
  return (path) => {
    if (path === cwd || path.startsWith(`${cwd}/`)) return path;
    const kept: string[] = [];
    for (const part of path.split("/")) {
      if (part === "" || part === ".") continue;
      if (part === "..") kept.pop();
      else kept.push(part);
    }
    return [cwd, ...kept].join("/");
  };
}

const encoder = new TextEncoder();
type Encoding = string | { readonly encoding?: string | null } | null | undefined;
const encodingOf = (options: Encoding): string | undefined =>
  (typeof options === "string" ? options : options?.encoding) ?? undefined;

const entryType = { file: 1, directory: 2, symlink: 1, other: 1 } as const;

interface ListOptions {
  readonly encoding?: string | null;
  readonly withFileTypes?: boolean;
}

function listed(entries: readonly FileEntry[], options: ListOptions | string | null | undefined): unknown[] {
  const raw = encodingOf(options) === "buffer";
  const nameOf = (name: string) => (raw ? encoder.encode(name) : name);
  const types = typeof options === "object" && options?.withFileTypes === true;
  if (!types) return entries.map(({ name }) => nameOf(name));
  return entries.map(({ name, type }) => ({ name: nameOf(name), "Symbol(type)": entryType[type] }));
}

function decoded(bytes: Uint8Array, encoding: string): string {
  const name = encoding.toLowerCase();
  if (name === "latin1" || name === "binary") return Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  if (name === "base64") return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  if (name === "hex") return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return new TextDecoder(name === "utf8" ? "utf-8" : name, { ignoreBOM: true }).decode(bytes);
}

async function resolvedTypes(files: MachineFiles, folder: string, entries: readonly FileEntry[]): Promise<FileEntry[]> {
  return Promise.all(
    entries.map(async (entry) => {
      if (entry.type !== "symlink") return entry;
      const { type } = await files.stat(`${folder}/${entry.name}`).catch(() => entry);
      return { name: entry.name, type };
    }),
  );
}

export type WatchListener = (event: string, name: string | Uint8Array) => unknown;

/** What the client's `fs` calls. */
export function createFileCalls(machine: Machine, cwd: string) {
  const { files } = machine;
  const at = createResolver(cwd);
  return {
    readFile: async (path: string, options?: Encoding) => {
      const bytes = await files.read(at(path));
      const encoding = encodingOf(options);
      return encoding === undefined ? bytes : decoded(bytes, encoding);
    },
    writeFile: (path: string, data: string | Uint8Array, options?: Encoding) => {
      const latin = encodingOf(options) === "latin1" && typeof data === "string";
      return files.write(at(path), latin ? Uint8Array.from(data, (sign) => sign.charCodeAt(0)) : data);
    },
    readdir: async (path: string, options?: ListOptions | string | null) => {
      const folder = at(path);
      return listed(await resolvedTypes(files, folder, await files.list(folder)), options);
    },
    mkdir: async (path: string, options?: { readonly recursive?: boolean } | null) => {
      const made = await files.mkdir(at(path), options?.recursive === true);
      return options?.recursive === true ? made : undefined;
    },
    rm: (path: string, options?: { readonly recursive?: boolean; readonly force?: boolean } | null) =>
      files.remove(at(path), { recursive: options?.recursive === true, force: options?.force === true }),
    rename: (from: string, to: string) => files.rename(at(from), at(to)),
    watch: async (
      path: string,
      options: { recursive?: boolean; encoding?: string } | null,
      listener?: WatchListener,
    ) => {
      const raw = options?.encoding === "buffer";
      const tell = (events: readonly WatchEvent[]) => {
        for (const { type, name } of events) listener?.(type, raw ? encoder.encode(name) : name);
      };
      const watch = await machine.watch(at(path), options?.recursive === true, tell);
      return { close: watch.dispose };
    },
  };
}
