import { disposeAll, type Disposable } from "@/lib/base";
import type { CursorState, Document, OpenEditors, Problem, Target } from "@/lib/studio";
import { modelOf, pathOf } from "./models";
import { monaco } from "./monaco";
import { fixedOptions } from "./options";

type Editor = monaco.editor.IStandaloneCodeEditor;

/** Where each file was scrolled to and had its cursor, for as long as the page lives. */
const viewStates = new Map<string, monaco.editor.ICodeEditorViewState>();

export interface AttachedEditor extends Disposable {
  readonly editor: Editor;
  readonly show: (document: Document) => void;
}

export function attachEditor(host: HTMLElement, group: number, editors: OpenEditors): AttachedEditor {
  const editor = monaco.editor.create(host, fixedOptions);
  const keep = () => {
    const uri = editor.getModel()?.uri;
    const state = editor.saveViewState();
    if (uri && state) viewStates.set(`${group}:${uri.path}`, state);
  };
  const goTo = (place: Target) => {
    revealPlace(editor, place);
  };
  const listening = disposeAll([
    editor.onDidChangeCursorSelection(() => {
      editors.cursor.set(cursorOf(editor));
    }),
    editor.onDidFocusEditorWidget(() => {
      editors.cursor.set(cursorOf(editor));
    }),
    editors.revealed.on((place) => {
      const model = editor.getModel();
      if (model && pathOf(model.uri) === place.path) {
        editors.takePlace(place.path);
        goTo(place);
      }
    }),
  ]);
  return {
    editor,
    show(document) {
      keep();
      const model = modelOf(document);
      editor.setModel(model);
      const state = viewStates.get(`${group}:${model.uri.path}`);
      if (state) editor.restoreViewState(state);
      const place = editors.takePlace(document.path);
      if (place) goTo(place);
      editor.render(true);
      editors.cursor.set(cursorOf(editor));
    },
    dispose() {
      keep();
      listening.dispose();
      editors.cursor.set(undefined);
      editor.dispose();
    },
  };
}

/** The editor that shows a file; the one with the focus where two do. */
export function editorOf(path: string | undefined): monaco.editor.ICodeEditor | undefined {
  const showing = monaco.editor.getEditors().filter((editor) => {
    const uri = editor.getModel()?.uri;
    return uri?.scheme === "file" && pathOf(uri) === path;
  });
  return showing.find((editor) => editor.hasWidgetFocus()) ?? showing[0];
}

function revealPlace(editor: Editor, target: Target): void {
  if (target.line !== undefined) {
    const { line, column, length = 0 } = target;
    const range = new monaco.Range(line, column, line, column + length);
    editor.setSelection(range);
    editor.revealRangeInCenterIfOutsideViewport(range, monaco.editor.ScrollType.Immediate);
  }
  editor.focus();
}

function cursorOf(editor: Editor): CursorState | undefined {
  const model = editor.getModel();
  const position = editor.getPosition();
  const selection = editor.getSelection();
  if (!model || !position) return undefined;
  return {
    line: position.lineNumber,
    column: position.column,
    selected: selection ? model.getValueLengthInRange(selection) : 0,
    language: model.getLanguageId(),
    tabSize: model.getOptions().tabSize,
  };
}

const severities: Readonly<Record<number, Problem["severity"]>> = {
  [monaco.MarkerSeverity.Error]: "error",
  [monaco.MarkerSeverity.Warning]: "warning",
  [monaco.MarkerSeverity.Info]: "info",
};

/** Keeps the list of problems, and lets language services open other files. Once for the whole workbench. */
export function followLanguages(editors: OpenEditors): Disposable {
  const publish = () => {
    editors.problems.set(
      monaco.editor.getModelMarkers({}).flatMap((marker) => {
        const severity = severities[marker.severity];
        if (!severity) return [];
        const { startLineNumber, startColumn, endColumn, message, source, resource } = marker;
        const length = Math.max(0, endColumn - startColumn);
        return [
          {
            severity,
            message,
            path: pathOf(resource),
            line: startLineNumber,
            column: startColumn,
            length,
            ...(source && { source }),
          },
        ];
      }),
    );
  };
  return disposeAll([
    monaco.editor.onDidChangeMarkers(publish),
    monaco.editor.registerEditorOpener({
      openCodeEditor(_, resource, selection) {
        if (resource.scheme !== "file") return false;
        const line = !selection ? 1 : "lineNumber" in selection ? selection.lineNumber : selection.startLineNumber;
        const column = !selection ? 1 : "column" in selection ? selection.column : selection.startColumn;
        editors.openAt({ path: pathOf(resource), line, column });
        return true;
      },
    }),
  ]);
}
