import { createEmitter, createStore, isInside, type Emitter, type ReadableStore } from "@/lib/base";
import type { Workspace } from "@/lib/workspace";
import { openDocument, type Document } from "./document";

/** The files that are open, each once, however many tabs show it. */
export interface Documents {
  readonly open: (path: string) => Promise<Document>;
  /** The document if it is open already, for whoever can't wait. */
  readonly peek: (path: string) => Document | undefined;
  /** The paths that aren't saved at this moment. */
  readonly unsaved: ReadableStore<ReadonlySet<string>>;
  /** Saves all that can be saved. */
  readonly flush: () => Promise<void>;
  /** Tells the path of a document that was let go of. */
  readonly onClosed: Emitter<string>["on"];
  /** Lets go of one that no tab shows any more, or of all in a folder; they are saved first. */
  readonly close: (path: string) => Promise<void>;
}

export function createDocuments(workspace: Workspace): Documents {
  const opened = new Map<string, Promise<Document>>();
  const ready = new Map<string, Document>();
  const closed = createEmitter<string>();
  const unsaved = createStore<ReadonlySet<string>>(new Set());
  const follow = (document: Document) => {
    document.state.subscribe(() => {
      const isSaved = document.state.get().type === "saved";
      if (unsaved.get().has(document.path) !== isSaved) return;
      const next = new Set(unsaved.get());
      if (isSaved) next.delete(document.path);
      else next.add(document.path);
      unsaved.set(next);
    });
    return document;
  };
  const close = async (document: Document) => {
    await document.save();
    document.dispose();
    unsaved.set(new Set([...unsaved.get()].filter((path) => path !== document.path)));
    closed.emit(document.path);
  };
  return {
    unsaved,
    onClosed: closed.on,
    open(path) {
      const known = opened.get(path);
      if (known) return known;
      const opening = openDocument(workspace, path).then(follow);
      opened.set(path, opening);
      void opening.then(
        (document) => {
          if (opened.get(path) === opening) ready.set(path, document);
        },
        () => undefined,
      );
      opening.catch(() => opened.delete(path));
      return opening;
    },
    peek: (path) => ready.get(path),
    async flush() {
      const documents = await Promise.allSettled(opened.values());
      await Promise.all(
        documents.flatMap((document) => (document.status === "fulfilled" ? [document.value.save()] : [])),
      );
    },
    async close(path) {
      const closing = [...opened].filter(([other]) => isInside(other, path));
      for (const [other] of closing) {
        opened.delete(other);
        ready.delete(other);
      }
      await Promise.all(closing.map(async ([, opening]) => close(await opening)));
    },
  };
}
