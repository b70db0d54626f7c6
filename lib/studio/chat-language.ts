import { createStore, type ReadableStore } from "@/lib/base";
import type { Language, Settings } from "./settings";
import { chatEn, type ChatStrings } from "./strings/chat-en.data";

const others: { readonly [K in Exclude<Language, "en">]: () => Promise<ChatStrings> } = {
  de: async () => (await import("./strings/chat-de.data")).chatDe,
};

/** The strings of the conversation, which come with it. English stays until another language has arrived. */
export function createChatStrings(settings: ReadableStore<Settings>): ReadableStore<ChatStrings> {
  const strings = createStore<ChatStrings>(chatEn);
  const follow = async () => {
    const { language } = settings.get();
    const next = language === "en" ? chatEn : await others[language]();
    if (settings.get().language === language) strings.set(next);
  };
  const follower = () => void follow();
  settings.subscribe(follower);
  follower();
  return { get: strings.get, subscribe: strings.subscribe };
}
