import { createStore, type ReadableStore } from "@/lib/base";
import type { Language, Settings } from "./settings";

/** How each language but English comes: when it is chosen. */
export type OtherLanguages<T> = { readonly [K in Exclude<Language, "en">]: () => Promise<T> };

/** Texts in the language that the settings name. English stays until another one has arrived. */
export function followLanguage<T>(
  settings: ReadableStore<Settings>,
  english: T,
  others: OtherLanguages<T>,
): ReadableStore<T> {
  const strings = createStore<T>(english);
  const refresh = async () => {
    const { language } = settings.get();
    const next = language === "en" ? english : await others[language]();
    if (settings.get().language === language) strings.set(next);
  };
  const follower = () => void refresh();
  settings.subscribe(follower);
  follower();
  return { get: strings.get, subscribe: strings.subscribe };
}

/** The same, made once for the settings that it follows: for texts that come with the component that says them. */
export function oncePerSettings<T>(
  english: T,
  others: OtherLanguages<T>,
): (settings: ReadableStore<Settings>) => ReadableStore<T> {
  const made = new WeakMap<ReadableStore<Settings>, ReadableStore<T>>();
  return (settings) => {
    const known = made.get(settings) ?? followLanguage(settings, english, others);
    made.set(settings, known);
    return known;
  };
}
