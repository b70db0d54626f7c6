import { createStore, type Disposable, type ReadableStore } from "@/lib/base";
import { isLeftOut, momentLabel, type Edit, type Workspace, type WorkspaceChange } from "@/lib/workspace";

/** Keeps the project and a folder of this computer the same, where the browser lends one. */
export interface FolderSync extends Disposable {
  readonly isPossible: boolean;
  /** The folder's name. */
  readonly connected: ReadableStore<string | undefined>;
  /** Asks for a folder. Answers its name, or undefined when none was chosen. */
  readonly connect: () => Promise<string | undefined>;
  readonly disconnect: () => void;
}

type Picker = (options: { readonly mode: "readwrite" }) => Promise<FileSystemDirectoryHandle>;

const picker = (): Picker | undefined => (globalThis as { showDirectoryPicker?: Picker }).showDirectoryPicker;

/** Nothing tells when a folder changes, so it is looked through again. */
const pause = 2000;

/** So often in a row may it fail, as it does while another program writes, before the folder counts as lost. */
const mostFailures = 3;

/** `onLost` is told when a folder is gone, or isn't lent any more. */
export function createFolderSync(workspace: Workspace, onLost: (name: string, error: unknown) => void): FolderSync {
  const connected = createStore<string | undefined>(undefined);
  let stop: () => void = () => undefined;
  const disconnect = () => {
    stop();
    stop = () => undefined;
    connected.set(undefined);
  };
  return {
    get isPossible() {
      return picker() !== undefined;
    },
    connected,
    async connect() {
      const folder = await picker()?.({ mode: "readwrite" }).catch((error: unknown) => {
        if (error instanceof DOMException && error.name === "AbortError") return undefined;
        throw error;
      });
      if (!folder) return undefined;
      stop();
      stop = await follow(workspace, folder, (error) => {
        disconnect();
        onLost(folder.name, error);
      });
      connected.set(folder.name);
      return folder.name;
    },
    disconnect,
    dispose() {
      stop();
    },
  };
}

/** What is known of the folder: a file that has the same stamp is the same. */
type Stamps = Map<string, string>;

async function follow(
  workspace: Workspace,
  folder: FileSystemDirectoryHandle,
  onLost: (error: unknown) => void,
): Promise<() => void> {
  const stamps: Stamps = new Map();
  await workspace.history.checkpoint(momentLabel({ type: "connecting" }), { automatic: true });
  await pull(workspace, folder, stamps);
  for await (const { path, type } of workspace.walk()) {
    if (type === "file" && !stamps.has(path)) await push(workspace, folder, stamps, path);
  }
  let queue: Promise<unknown> = Promise.resolve();
  let failures = 0;
  const noteFailure = (error: unknown) => {
    failures += 1;
    if (failures === mostFailures) onLost(error);
  };
  const then = (work: () => Promise<void>) => {
    queue = queue.then(work).catch(noteFailure);
  };
  const following = workspace.onChange((changes) => {
    for (const path of outward(changes)) then(() => push(workspace, folder, stamps, path));
  });
  const timer = setInterval(() => {
    then(async () => {
      await pull(workspace, folder, stamps);
      failures = 0;
    });
  }, pause);
  return () => {
    clearInterval(timer);
    following.dispose();
  };
}

/** What the folder itself brought needs no way back. */
const outward = (changes: readonly WorkspaceChange[]): readonly string[] =>
  changes.filter(({ path }) => !isLeftOut(path)).map(({ path }) => path);

async function pull(workspace: Workspace, folder: FileSystemDirectoryHandle, stamps: Stamps): Promise<void> {
  const edits: Edit[] = [];
  const seen = new Set<string>();
  for await (const { path, file } of filesOf(folder)) {
    seen.add(path);
    const stamp = stampOf(file);
    if (stamps.get(path) === stamp) continue;
    stamps.set(path, stamp);
    const content = new Uint8Array(await file.arrayBuffer());
    if (!(await isSame(workspace, path, content))) edits.push({ type: "write", path, content });
  }
  for (const path of stamps.keys()) {
    if (seen.has(path)) continue;
    stamps.delete(path);
    if (await isThere(workspace, path)) edits.push({ type: "remove", path });
  }
  if (edits.some(({ type }) => type === "remove"))
    await workspace.history.checkpoint(momentLabel({ type: "leaving" }), { automatic: true });
  if (edits.length > 0) await workspace.apply(edits, "restore");
}

const stampOf = ({ size, lastModified }: File): string => `${size} ${lastModified}`;

const isThere = (workspace: Workspace, path: string): Promise<boolean> =>
  workspace.stat(path).then(
    () => true,
    () => false,
  );

async function isSame(workspace: Workspace, path: string, content: Uint8Array): Promise<boolean> {
  const there = await workspace.readBytes(path).catch(() => undefined);
  return there?.length === content.length && there.every((byte, at) => byte === content[at]);
}

async function* filesOf(
  folder: FileSystemDirectoryHandle,
  prefix = "",
): AsyncIterable<{ readonly path: string; readonly file: File }> {
  for await (const [name, handle] of folder.entries()) {
    const path = prefix + name;
    if (isLeftOut(path)) continue;
    if (handle.kind === "directory") yield* filesOf(handle, `${path}/`);
    else yield { path, file: await handle.getFile() };
  }
}

async function push(
  workspace: Workspace,
  folder: FileSystemDirectoryHandle,
  stamps: Stamps,
  path: string,
): Promise<void> {
  const names = path.split("/");
  const name = names.pop() ?? path;
  const entry = await workspace.stat(path).catch(() => undefined);
  if (entry?.type === "directory" || entry?.type === "symlink") return;
  let parent = folder;
  for (const each of names) parent = await parent.getDirectoryHandle(each, { create: true });
  if (!entry) {
    stamps.delete(path);
    await parent.removeEntry(name, { recursive: true }).catch(() => undefined);
    return;
  }
  const bytes = await workspace.readBytes(path);
  const handle = await parent.getFileHandle(name, { create: true });
  const known = await handle.getFile();
  if (known.size === bytes.length && stamps.get(path) === stampOf(known)) {
    const same = new Uint8Array(await known.arrayBuffer()).every((byte, at) => byte === bytes[at]);
    if (same) return;
  }
  const stream = await handle.createWritable();
  await stream.write(bytes.slice());
  await stream.close();
  stamps.set(path, stampOf(await handle.getFile()));
}
