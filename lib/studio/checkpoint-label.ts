import { readMoment, type Checkpoint } from "@/lib/workspace";
import { oncePerSettings } from "./follow-language";
import { momentsEn, type MomentStrings } from "./strings/moments-en.data";

/** What checkpoints that came by themselves are called, in the language of the settings. */
export const momentStrings = oncePerSettings<MomentStrings>(momentsEn, {
  de: async () => (await import("./strings/moments-de.data")).momentsDe,
});

/** What a person reads as the name of a checkpoint. One that someone gave stays as it was given. */
export function sayLabel({ label, automatic }: Pick<Checkpoint, "label" | "automatic">, words: MomentStrings): string {
  const moment = automatic ? readMoment(label) : undefined;
  if (!moment) return label;
  switch (moment.type) {
    case "message":
      return words.message(moment.text);
    case "tool":
      return words.tool(moment.tool, moment.title);
    case "deleting":
    case "discarding":
      return words[moment.type](moment.paths);
    case "restoring":
      return words.restoring(sayLabel({ label: moment.label, automatic }, words));
    default:
      return words[moment.type];
  }
}
