import type { ReadableStore } from "@/lib/base";
import { followLanguage } from "./follow-language";
import type { Settings } from "./settings";
import { en, type Strings } from "./strings/en.data";

/** What every page says, in the language of the settings. */
export const createStrings = (settings: ReadableStore<Settings>): ReadableStore<Strings> =>
  followLanguage(settings, en, { de: async () => (await import("./strings/de.data")).de });
