import { monaco } from "./monaco";

/**
 * Colours brackets by depth, or doesn't: a matter of each model, which the option of an editor doesn't reach. Lines that
 * are drawn already are drawn again only for a model that is set anew. Goes on with new models until it is called off.
 */
export function colourBrackets(enabled: boolean): () => void {
  const bracketColorizationOptions = { enabled, independentColorPoolPerBracketType: false };
  const apply = (model: monaco.editor.ITextModel) => {
    if (model.getOptions().bracketPairColorizationOptions.enabled === enabled) return;
    model.updateOptions({ bracketColorizationOptions });
    for (const editor of monaco.editor.getEditors()) if (editor.getModel() === model) drawAgain(editor, model);
  };
  for (const model of monaco.editor.getModels()) apply(model);
  const following = monaco.editor.onDidCreateModel(apply);
  return () => {
    following.dispose();
  };
}

function drawAgain(editor: monaco.editor.ICodeEditor, model: monaco.editor.ITextModel): void {
  const state = editor.saveViewState();
  editor.setModel(null);
  editor.setModel(model);
  if (state) editor.restoreViewState(state);
}
