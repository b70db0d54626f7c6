/** Why a checkpoint was made by itself. */
export type Moment =
  | { readonly type: "message"; readonly text: string }
  | { readonly type: "tool"; readonly tool: string; readonly title: string }
  | { readonly type: "deleting" | "discarding"; readonly paths: string }
  | { readonly type: "restoring"; readonly label: string }
  | { readonly type: "taking-back" | "importing" | "connecting" | "leaving" };

const fixed = {
  "taking-back": "Before taking back a change",
  importing: "Before an import",
  connecting: "Before a folder was connected",
  leaving: "Before files went from the folder",
} as const;

/** What such a checkpoint is called where it is kept: in English, which models and logs read. */
export function momentLabel(moment: Moment): string {
  switch (moment.type) {
    case "message":
      return `Before: ${moment.text}`;
    case "tool":
      return `Before ${moment.tool}: ${moment.title}`;
    case "deleting":
    case "discarding":
      return `Before ${moment.type} ${moment.paths}`;
    case "restoring":
      return `Before restoring “${moment.label}”`;
    default:
      return fixed[moment.type];
  }
}

/** The moment that a label tells of, so that it can be said in another language. Undefined for every other label. */
export function readMoment(label: string): Moment | undefined {
  const known = (["taking-back", "importing", "connecting", "leaving"] as const).find((type) => fixed[type] === label);
  if (known) return { type: known };
  const [, text] = /^Before: (.*)$/su.exec(label) ?? [];
  if (text !== undefined) return { type: "message", text };
  const [, doing, paths] = /^Before (deleting|discarding) (.*)$/su.exec(label) ?? [];
  if (paths !== undefined) return { type: doing === "deleting" ? "deleting" : "discarding", paths };
  const [, restored] = /^Before restoring “(.*)”$/su.exec(label) ?? [];
  if (restored !== undefined) return { type: "restoring", label: restored };
  const [, tool, title] = /^Before ([^\s:]+): (.*)$/su.exec(label) ?? [];
  return tool === undefined || title === undefined ? undefined : { type: "tool", tool, title };
}
