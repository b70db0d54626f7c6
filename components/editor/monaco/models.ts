import { disposeAll, type Disposable } from "@/lib/base";
import type { Document } from "@/lib/studio";
import { monaco } from "./monaco";

type Model = monaco.editor.ITextModel;

/** The address of a project's file in the editor; language services see these. */
export const uriOf = (path: string): monaco.Uri => monaco.Uri.file(`/${path}`);

export const pathOf = (uri: monaco.Uri): string => uri.path.slice(1);

interface Followed {
  readonly document: Document;
  readonly listening: Disposable;
}

/** By path: the document that gets what is typed into the model. */
const followed = new Map<string, Followed>();

/** Whether a document takes care of what changes in the model of this path. */
export const isFollowed = (path: string): boolean => followed.has(path);

/** Set while a model takes over what others wrote, which is no typing. */
let isReplacing = false;

export const isTakingOver = (): boolean => isReplacing;

/**
 * The one model of a document. Typing goes to the document, what others write comes into the model
 * as an edit that can be undone.
 */
export function modelOf(document: Document): Model {
  const { path } = document;
  const content = document.content.get();
  const text = content.type === "text" ? content.text : "";
  const known = monaco.editor.getModel(uriOf(path));
  const model = known ?? monaco.editor.createModel(text, undefined, uriOf(path));
  const before = followed.get(path);
  if (before?.document === document) return model;
  before?.listening.dispose();
  if (known) takeOver(known, text);
  const listening = disposeAll([
    model.onDidChangeContent(() => {
      if (!isReplacing) document.changed(() => model.getValue());
    }),
    document.onReplaced((next) => {
      takeOver(model, next);
    }),
    model.onWillDispose(() => followed.delete(path)),
  ]);
  followed.set(path, { document, listening });
  return model;
}

/** The document of this path was let go of: its model, if it stays, is no longer typed into. */
export function release(path: string): void {
  followed.get(path)?.listening.dispose();
  followed.delete(path);
}

/** How the lines of a text end; as before where it has but one. */
const eolOf = (text: string, before: string): string =>
  text.includes("\r\n") ? "\r\n" : text.includes("\n") ? "\n" : before;

/** Makes the model say what was written elsewhere. */
export function takeOver(model: Model, text: string): void {
  if (model.getValue() === text) return;
  isReplacing = true;
  try {
    model.pushStackElement();
    if (model.getEOL() !== eolOf(text, model.getEOL()))
      model.pushEOL(text.includes("\r\n") ? monaco.editor.EndOfLineSequence.CRLF : monaco.editor.EndOfLineSequence.LF);
    model.pushEditOperations([], [{ range: model.getFullModelRange(), text }], () => null);
    model.pushStackElement();
  } finally {
    isReplacing = false;
  }
}
