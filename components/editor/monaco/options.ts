import type * as Monaco from "monaco-editor/editor";
import type { Settings } from "@/lib/studio";

export const codeFont = '"Geist Mono Variable", ui-monospace, "SFMono-Regular", Menlo, monospace';

/** What the settings make of an editor. */
export function editorOptions(settings: Settings): Monaco.editor.IEditorOptions & Monaco.editor.IGlobalEditorOptions {
  return {
    fontFamily: codeFont,
    fontSize: settings.fontSize,
    lineHeight: Math.round(settings.fontSize * 1.6),
    tabSize: settings.tabSize,
    wordWrap: settings.wordWrap ? "on" : "off",
    minimap: { enabled: settings.minimap },
    // By indentation: an outline would wait for a language's Worker, which is held back while a project comes up.
    stickyScroll: { enabled: settings.stickyScroll, defaultModel: "indentationModel" },
    bracketPairColorization: { enabled: settings.bracketColours },
    guides: { bracketPairs: settings.bracketColours ? "active" : false },
  };
}

/** What is the same for everyone. */
export const fixedOptions: Monaco.editor.IStandaloneEditorConstructionOptions = {
  automaticLayout: true,
  padding: { top: 8, bottom: 8 },
  scrollBeyondLastLine: true,
  smoothScrolling: false,
  renderLineHighlight: "line",
  renderLineHighlightOnlyWhenFocus: true,
  lineNumbersMinChars: 4,
  folding: true,
  fixedOverflowWidgets: true,
  overviewRulerBorder: false,
  scrollbar: { verticalScrollbarSize: 10, horizontalScrollbarSize: 10, useShadows: false },
  quickSuggestions: { other: true, comments: false, strings: true },
  linkedEditing: true,
  mouseWheelZoom: false,
  largeFileOptimizations: true,
  maxTokenizationLineLength: 20_000,
  model: null,
};
