/** Checkpoints that came by themselves, in English. */
export const momentsEn = {
  message: (text: string) => `Before: ${text}`,
  tool: (tool: string, title: string) => `Before ${tool}: ${title}`,
  deleting: (paths: string) => `Before deleting ${paths}`,
  discarding: (paths: string) => `Before discarding ${paths}`,
  restoring: (label: string) => `Before restoring “${label}”`,
  "taking-back": "Before taking back a change",
  importing: "Before an import",
  connecting: "Before a folder was connected",
  leaving: "Before files went from the folder",
};

export type MomentStrings = typeof momentsEn;
