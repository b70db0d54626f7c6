import type { MomentStrings } from "./moments-en.data";

/** Checkpoints that came by themselves, in German. */
export const momentsDe: MomentStrings = {
  message: (text) => `Vor: ${text}`,
  tool: (tool, title) => `Vor ${tool}: ${title}`,
  deleting: (paths) => `Vor dem Löschen von ${paths}`,
  discarding: (paths) => `Vor dem Verwerfen der Änderungen an ${paths}`,
  restoring: (label) => `Vor dem Wiederherstellen von „${label}“`,
  "taking-back": "Vor dem Zurücknehmen einer Änderung",
  importing: "Vor einem Import",
  connecting: "Bevor ein Ordner verbunden wurde",
  leaving: "Bevor Dateien mit dem Ordner gingen",
};
