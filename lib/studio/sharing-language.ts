import { oncePerSettings } from "./follow-language";
import { sharingEn, type SharingStrings } from "./strings/sharing-en.data";

/** What sharing says, in the language of the settings. */
export const sharingStrings = oncePerSettings<SharingStrings>(sharingEn, {
  de: async () => (await import("./strings/sharing-de.data")).sharingDe,
});
