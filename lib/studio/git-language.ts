import { oncePerSettings } from "./follow-language";
import { gitEn } from "./strings/git-en.data";

export type GitStrings = typeof gitEn;

/** What the Git panel says, in the language of the settings. */
export const gitStrings = oncePerSettings<GitStrings>(gitEn, {
  de: async () => (await import("./strings/git-de.data")).gitDe,
});
