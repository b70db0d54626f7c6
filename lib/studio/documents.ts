import { createStore, type ReadableStore } from "@/lib/base";
import type { Workspace } from "@/lib/workspace";
import { openDocument, type Document } from "./document";

/** The files that are open, each once, however many tabs show it. */
export interface Documents {
  readonly open: (path: string) => Promise<Document>;
  /** The paths that aren't saved at this moment. */
  readonly unsaved: ReadableStore<ReadonlySet<string>>;
  /** Saves all that can be saved. */
  readonly flush: () => Promise<void>;
  /** Lets go of one that no tab shows any more; it is saved first. */
  readonly close: (path: string) => Promise<void>;
}

export function createDocuments(workspace: Workspace): Documents {
  const opened = new Map<string, Promise<Document>>();
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
  return {
    unsaved,
    open(path) {
      const known = opened.get(path);
      if (known) return known;
      const opening = openDocument(workspace, path).then(follow);
      opened.set(path, opening);
      opening.catch(() => opened.delete(path));
      return opening;
    },
    async flush() {
      const documents = await Promise.allSettled(opened.values());
      await Promise.all(
        documents.flatMap((document) => (document.status === "fulfilled" ? [document.value.save()] : [])),
      );
    },
    async close(path) {
      const opening = opened.get(path);
      opened.delete(path);
      const document = await opening;
      await document?.save();
      document?.dispose();
      if (unsaved.get().has(path)) unsaved.set(new Set([...unsaved.get()].filter((other) => other !== path)));
    },
  };
}
