import type { Document } from "@/lib/studio";
import { monaco } from "./monaco";

type Model = monaco.editor.ITextModel;

/** The address of a project's file in the editor; language services see these. */
export const uriOf = (path: string): monaco.Uri => monaco.Uri.file(`/${path}`);

export const pathOf = (uri: monaco.Uri): string => uri.path.slice(1);

/**
 * The one model of a document. Typing goes to the document, what others write comes into the model
 * as an edit that can be undone.
 */
export function modelOf(document: Document): Model {
  const content = document.content.get();
  const uri = uriOf(document.path);
  const known = monaco.editor.getModel(uri);
  const text = content.type === "text" ? content.text : "";
  const model = known ?? monaco.editor.createModel(text, undefined, uri);
  if (followed.has(document)) return model;
  followed.add(document);
  if (known && known.getValue() !== text) replaceText(known, text);
  let isReplacing = false;
  const typing = model.onDidChangeContent(() => {
    if (!isReplacing) document.changed(() => model.getValue());
  });
  const replacing = document.onReplaced((next) => {
    isReplacing = true;
    replaceText(model, next);
    isReplacing = false;
  });
  model.onWillDispose(() => {
    typing.dispose();
    replacing.dispose();
    followed.delete(document);
  });
  return model;
}

const followed = new WeakSet<Document>();

function replaceText(model: Model, text: string): void {
  if (model.getValue() === text) return;
  model.pushStackElement();
  model.pushEditOperations([], [{ range: model.getFullModelRange(), text }], () => null);
  model.pushStackElement();
}
