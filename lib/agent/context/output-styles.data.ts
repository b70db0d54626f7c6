/** Ways to answer that a user may choose; a project may bring its own. */
export const outputStyles: Readonly<Record<string, { readonly description: string; readonly text: string }>> = {
  default: { description: "Brief and to the point", text: "" },
  explanatory: {
    description: "Explains choices along the way",
    text: "Explain your choices along the way: before and after a change give two or three points on why it is done so here, and what else was possible.",
  },
  learning: {
    description: "Leaves small parts to the user",
    text: "Help the user learn: leave small, well-marked parts (2 to 10 lines) for them to write, say what the part must do and how to check it, and wait for it.",
  },
};
