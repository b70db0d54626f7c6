import { createStore, type ReadableStore } from "@/lib/base";
import type { Language, Settings } from "./settings";
import { sharingEn, type SharingStrings } from "./strings/sharing-en.data";

const others: { readonly [K in Exclude<Language, "en">]: () => Promise<SharingStrings> } = {
  de: async () => (await import("./strings/sharing-de.data")).sharingDe,
};

const made = new WeakMap<ReadableStore<Settings>, ReadableStore<SharingStrings>>();

/** What sharing says, in the language of the settings. English stays until another language has arrived. */
export function sharingStrings(settings: ReadableStore<Settings>): ReadableStore<SharingStrings> {
  const known = made.get(settings) ?? follow(settings);
  made.set(settings, known);
  return known;
}

function follow(settings: ReadableStore<Settings>): ReadableStore<SharingStrings> {
  const strings = createStore<SharingStrings>(sharingEn);
  const refresh = async () => {
    const { language } = settings.get();
    const next = language === "en" ? sharingEn : await others[language]();
    if (settings.get().language === language) strings.set(next);
  };
  const follower = () => void refresh();
  settings.subscribe(follower);
  follower();
  return { get: strings.get, subscribe: strings.subscribe };
}
