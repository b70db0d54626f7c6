import { oncePerSettings } from "./follow-language";
import { checkEn, type CheckStrings } from "./strings/check-en.data";

/** What the page says that tests a browser and a network, in the language of the settings. */
export const checkStrings = oncePerSettings<CheckStrings>(checkEn, {
  de: async () => (await import("./strings/check-de.data")).checkDe,
});
