import type * as Monaco from "monaco-editor/editor";

export const themeName = (isDark: boolean): string => (isDark ? "tabsmith-dark" : "tabsmith-light");

/** Quiet themes on the app's own scale: few colours, comments set back, AA contrast for every token. */
export function defineThemes({ editor }: Pick<typeof Monaco, "editor">): void {
  editor.defineTheme("tabsmith-light", {
    base: "vs",
    inherit: true,
    rules: rules({
      comment: "5f6b7c",
      keyword: "8a2f93",
      text: "13753a",
      number: "97480a",
      type: "1d55b8",
      tag: "0f6b76",
      name: "111827",
      invalid: "b4231a",
    }),
    colors: colors({
      ground: "#ffffff",
      ink: "#111827",
      faint: "#6b7789",
      muted: "#434f61",
      line: "#e1e6ec",
      hover: "#f3f5f8",
      raised: "#ffffff",
      strong: "#c6ced9",
      selection: "#cbd8ea",
    }),
  });
  editor.defineTheme("tabsmith-dark", {
    base: "vs-dark",
    inherit: true,
    rules: rules({
      comment: "8f9aab",
      keyword: "d693e0",
      text: "77dba0",
      number: "f2b23e",
      type: "7aaaf7",
      tag: "5cc5d0",
      name: "e7ebf1",
      invalid: "ff8579",
    }),
    colors: colors({
      ground: "#10141b",
      ink: "#e7ebf1",
      faint: "#7f8b9d",
      muted: "#adb7c5",
      line: "#222935",
      hover: "#171c25",
      raised: "#171c25",
      strong: "#364050",
      selection: "#33445f",
    }),
  });
}

type TokenColours = Readonly<
  Record<"comment" | "keyword" | "text" | "number" | "type" | "tag" | "name" | "invalid", string>
>;

function rules(of: TokenColours): Monaco.editor.ITokenThemeRule[] {
  const table: readonly (readonly [string, string])[] = [
    ["", of.name],
    ["comment", of.comment],
    ["keyword", of.keyword],
    ["keyword.json", of.number],
    ["string", of.text],
    ["string.key.json", of.type],
    ["regexp", of.text],
    ["number", of.number],
    ["constant", of.number],
    ["type", of.type],
    ["type.identifier", of.type],
    ["tag", of.tag],
    ["metatag", of.tag],
    ["attribute.name", of.type],
    ["attribute.value", of.text],
    ["delimiter", of.name],
    ["invalid", of.invalid],
    ["strong", of.name],
    ["variable", of.tag],
  ];
  return table.map(([token, foreground]) => ({ token, foreground }));
}

type SurfaceColours = Readonly<
  Record<"ground" | "ink" | "faint" | "muted" | "line" | "hover" | "raised" | "strong" | "selection", string>
>;

function colors(of: SurfaceColours): Monaco.editor.IColors {
  return {
    "editor.background": of.ground,
    "editor.foreground": of.ink,
    "editorLineNumber.foreground": of.faint,
    "editorLineNumber.activeForeground": of.ink,
    "editorLineNumber.dimmedForeground": of.faint,
    "editor.lineHighlightBackground": of.hover,
    "editor.lineHighlightBorder": "#00000000",
    "editor.selectionBackground": of.selection,
    "editor.inactiveSelectionBackground": `${of.selection}80`,
    "editorIndentGuide.background1": of.line,
    "editorIndentGuide.activeBackground1": of.strong,
    "editorWidget.background": of.raised,
    "editorWidget.border": of.strong,
    "editorHoverWidget.background": of.raised,
    "editorHoverWidget.border": of.strong,
    "editorSuggestWidget.background": of.raised,
    "editorSuggestWidget.border": of.strong,
    "editorSuggestWidget.selectedBackground": of.selection,
    "editorStickyScroll.background": of.ground,
    "editorStickyScrollHover.background": of.hover,
    "editorGutter.background": of.ground,
    "editorCursor.foreground": of.ink,
    "scrollbarSlider.background": `${of.strong}66`,
    "scrollbarSlider.hoverBackground": `${of.strong}aa`,
    "scrollbarSlider.activeBackground": of.strong,
    focusBorder: of.muted,
    "input.background": of.ground,
    "input.border": of.strong,
    "minimap.background": of.ground,
  };
}
