import { oncePerSettings } from "./follow-language";
import { modelsEn } from "./strings/models-en.data";

export type ModelStrings = typeof modelsEn;

/** What the model settings say, in the language of the settings. */
export const modelStrings = oncePerSettings<ModelStrings>(modelsEn, {
  de: async () => (await import("./strings/models-de.data")).modelsDe,
});
