/** Colours on the editor's own scale, both themes at once. */
export const pieceColours = {
  comment: "text-[light-dark(#5f6b7c,#8f9aab)]",
  keyword: "text-[light-dark(#8a2f93,#d693e0)]",
  string: "text-[light-dark(#13753a,#77dba0)]",
  number: "text-[light-dark(#97480a,#f2b23e)]",
  type: "text-[light-dark(#1d55b8,#7aaaf7)]",
  name: "text-[light-dark(#0f6b76,#5cc5d0)]",
  plain: "",
} as const;

export type PieceColour = keyof typeof pieceColours;
