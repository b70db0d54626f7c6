import { oncePerSettings } from "./follow-language";
import { failuresEn, type FailureStrings } from "./strings/failures-en.data";

/** What went wrong and what would help, in the language of the settings. */
export const failureStrings = oncePerSettings<FailureStrings>(failuresEn, {
  de: async () => (await import("./strings/failures-de.data")).failuresDe,
});
