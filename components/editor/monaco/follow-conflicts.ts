import { disposeAll, type Disposable } from "@/lib/base";
import { conflictsIn, linesOf, type Conflict, type ConflictChoice } from "./conflicts";
import { monaco } from "./monaco";

export type ConflictWords = Readonly<Record<ConflictChoice, string>>;

const choices: readonly ConflictChoice[] = ["ours", "theirs", "both"];
const command = "tabsmith.resolve-conflict";

/** Above each conflict that Git left in a text: take one side, the other, or both. Each can be undone. */
export function followConflicts(words: () => ConflictWords): Disposable {
  return disposeAll([
    monaco.editor.registerCommand(command, (_, uri: string, first: number, choice: ConflictChoice) => {
      const model = monaco.editor.getModel(monaco.Uri.parse(uri));
      const conflict = model && conflictsIn(model.getLinesContent()).find((each) => each.first === first);
      if (model && conflict) resolve(model, conflict, choice);
    }),
    monaco.languages.registerCodeLensProvider("*", {
      provideCodeLenses: (model) => ({
        lenses: conflictsIn(model.getLinesContent()).flatMap(({ first }) =>
          choices.map((choice) => ({
            range: new monaco.Range(first, 1, first, 1),
            command: { id: command, title: words()[choice], arguments: [model.uri.toString(), first, choice] },
          })),
        ),
        dispose: () => undefined,
      }),
    }),
  ]);
}

function resolve(model: monaco.editor.ITextModel, conflict: Conflict, choice: ConflictChoice): void {
  const lines = linesOf(conflict, choice);
  const isLast = conflict.last === model.getLineCount();
  const range = isLast
    ? new monaco.Range(conflict.first, 1, conflict.last, model.getLineMaxColumn(conflict.last))
    : new monaco.Range(conflict.first, 1, conflict.last + 1, 1);
  const text = lines.map((line) => `${line}${model.getEOL()}`).join("");
  model.pushStackElement();
  model.pushEditOperations([], [{ range, text }], () => null);
  model.pushStackElement();
}
