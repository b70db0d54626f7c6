import type { ReadableStore } from "@/lib/base";
import { followLanguage } from "./follow-language";
import type { Settings } from "./settings";
import { chatEn, type ChatStrings } from "./strings/chat-en.data";

/** The strings of the conversation, which come with it. */
export const createChatStrings = (settings: ReadableStore<Settings>): ReadableStore<ChatStrings> =>
  followLanguage(settings, chatEn, { de: async () => (await import("./strings/chat-de.data")).chatDe });
