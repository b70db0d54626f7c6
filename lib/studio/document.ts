import {
  codeOf,
  createEmitter,
  createStore,
  type Disposable,
  type Emitter,
  type ReadableStore,
  type Store,
} from "@/lib/base";
import type { Edit, Workspace } from "@/lib/workspace";
import { contentOf, type Content } from "./document-kind";

export type SaveState =
  | { readonly type: "saved" }
  | { readonly type: "unsaved" }
  /** Someone else wrote the file while there was something unsaved here. */
  | { readonly type: "conflict" }
  | { readonly type: "gone" }
  | { readonly type: "failed"; readonly error: unknown };

/** A file that is open: what was typed reaches the workspace by itself, what others write reaches the editor. */
export interface Document {
  readonly path: string;
  readonly content: ReadableStore<Content>;
  readonly state: ReadableStore<SaveState>;
  /** Tells that the text was changed here. `read` is called when it is time to save. */
  readonly changed: (read: () => string) => void;
  /** Saves now what is unsaved. In a conflict nothing is written until `keep` says whose text stays. */
  readonly save: () => Promise<void>;
  readonly keep: (whose: "mine" | "theirs") => Promise<void>;
  /** The text changed elsewhere and the editor should show the new one. */
  readonly onReplaced: (listener: (text: string) => void) => Disposable;
  readonly dispose: () => void;
}

export interface DocumentOptions {
  /** Milliseconds of quiet after which typing is saved. */
  readonly quiet?: number;
}

const saved: SaveState = { type: "saved" };

/** What an open document knows of itself. */
interface Held {
  readonly workspace: Workspace;
  readonly path: string;
  readonly content: Store<Content>;
  readonly state: Store<SaveState>;
  readonly replaced: Emitter<string>;
  /** The content that both sides agree on. */
  hash: string | undefined;
  /** Reads what was typed and isn't written yet. */
  read: (() => string) | undefined;
  /** The last write; the next one waits for it. */
  writing: Promise<void>;
}

async function write(held: Held, expected: string | null | undefined): Promise<void> {
  const { workspace, path } = held;
  const text = held.read?.();
  if (text === undefined) return;
  held.read = undefined;
  try {
    const edit: Edit = { type: "write", path, content: text, ...(expected !== undefined && { expected }) };
    await workspace.apply([edit], "editor");
    held.hash = (await workspace.stat(path)).hash;
    held.content.set({ type: "text", text });
    if (!hasUnsaved(held)) held.state.set(saved);
  } catch (error) {
    held.read ??= () => text;
    held.state.set(codeOf(error) === "ESTALE" ? { type: "conflict" } : { type: "failed", error });
  }
}

const hasUnsaved = (held: Held): boolean => held.read !== undefined;

function enqueue(held: Held, expected: () => string | null | undefined): Promise<void> {
  held.writing = held.writing.then(() => write(held, expected()));
  return held.writing;
}

async function takeTheirs(held: Held): Promise<void> {
  const next = contentOf(held.path, await held.workspace.readBytes(held.path));
  held.hash = (await held.workspace.stat(held.path)).hash;
  held.read = undefined;
  held.content.set(next);
  held.state.set(saved);
  if (next.type === "text") held.replaced.emit(next.text);
}

async function reload(held: Held): Promise<void> {
  try {
    const now = (await held.workspace.stat(held.path)).hash;
    if (now === held.hash) return;
    if (hasUnsaved(held)) held.state.set({ type: "conflict" });
    else await takeTheirs(held);
  } catch (error) {
    held.state.set(codeOf(error) === "ENOENT" ? { type: "gone" } : { type: "failed", error });
  }
}

async function hold(workspace: Workspace, path: string): Promise<Held> {
  const { hash } = await workspace.stat(path);
  return {
    workspace,
    path,
    content: createStore<Content>(contentOf(path, await workspace.readBytes(path))),
    state: createStore<SaveState>(saved),
    replaced: createEmitter<string>(),
    hash,
    read: undefined,
    writing: Promise.resolve(),
  };
}

export async function openDocument(
  workspace: Workspace,
  path: string,
  { quiet = 250 }: DocumentOptions = {},
): Promise<Document> {
  const held = await hold(workspace, path);
  const { content, state, replaced } = held;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const watching = workspace.onChange((changes) => {
    const isTold = changes.some((change) => change.path === path && change.by !== "editor");
    if (isTold) void held.writing.then(() => reload(held));
  });
  const save = async () => {
    clearTimeout(timer);
    if (state.get().type !== "conflict") await enqueue(held, () => held.hash);
  };
  return {
    path,
    content,
    state,
    changed(next) {
      held.read = next;
      if (state.get().type === "conflict") return;
      state.set({ type: "unsaved" });
      clearTimeout(timer);
      timer = setTimeout(() => void save(), quiet);
    },
    save,
    keep: (whose) => (whose === "mine" ? enqueue(held, () => undefined) : takeTheirs(held)),
    onReplaced: replaced.on,
    dispose() {
      clearTimeout(timer);
      watching.dispose();
    },
  };
}
