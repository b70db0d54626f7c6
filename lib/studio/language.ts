import { createStore, type ReadableStore } from "@/lib/base";
import type { Language, Settings } from "./settings";
import { en, type Strings } from "./strings/en.data";

/** English is always at hand; another language comes when it is chosen. */
const others: { readonly [K in Exclude<Language, "en">]: () => Promise<Strings> } = {
  de: async () => (await import("./strings/de.data")).de,
};

/** The strings of the language that the settings name. English stays until the other one has arrived. */
export function createStrings(settings: ReadableStore<Settings>): ReadableStore<Strings> {
  const strings = createStore<Strings>(en);
  const follow = async () => {
    const { language } = settings.get();
    const next = language === "en" ? en : await others[language]();
    if (settings.get().language === language) strings.set(next);
  };
  const follower = () => void follow();
  settings.subscribe(follower);
  follower();
  return { get: strings.get, subscribe: strings.subscribe };
}
