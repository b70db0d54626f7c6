import { expect, test, vi } from "vitest";
import { createStore } from "@/lib/base";
import { createStrings } from "./language";
import { defaultSettings, type Settings } from "./settings";
import { chatDe } from "./strings/chat-de.data";
import { chatEn } from "./strings/chat-en.data";
import { checkDe } from "./strings/check-de.data";
import { checkEn } from "./strings/check-en.data";
import { de } from "./strings/de.data";
import { en } from "./strings/en.data";
import { failuresDe } from "./strings/failures-de.data";
import { failuresEn } from "./strings/failures-en.data";
import { gitDe } from "./strings/git-de.data";
import { gitEn } from "./strings/git-en.data";
import { modelsDe } from "./strings/models-de.data";
import { modelsEn } from "./strings/models-en.data";
import { sharingDe } from "./strings/sharing-de.data";
import { sharingEn } from "./strings/sharing-en.data";

/** Every text with its path; a function counts as its own text. */
function texts(value: unknown, path = ""): [string, string][] {
  if (typeof value === "object" && value !== null) {
    return Object.entries(value).flatMap(([key, inner]) => texts(inner, `${path}.${key}`));
  }
  return [[path, String(value)]];
}

test("strings follow the language that is set", async () => {
  const settings = createStore<Settings>(defaultSettings);
  const strings = createStrings(settings);
  expect(strings.get()).toBe(en);
  settings.set({ ...defaultSettings, language: "de" });
  await vi.waitFor(() => {
    expect(strings.get()).toBe(de);
  });
  settings.set(defaultSettings);
  await vi.waitFor(() => {
    expect(strings.get()).toBe(en);
  });
});

const parts: readonly { part: string; english: unknown; german: unknown }[] = [
  { part: "every page", english: en, german: de },
  { part: "the conversation", english: chatEn, german: chatDe },
  { part: "the check page", english: checkEn, german: checkDe },
  { part: "what went wrong", english: failuresEn, german: failuresDe },
  { part: "the Git panel", english: gitEn, german: gitDe },
  { part: "the model settings", english: modelsEn, german: modelsDe },
  { part: "sharing", english: sharingEn, german: sharingDe },
];

test.each(parts)("German says everything that English says: $part", ({ english, german }) => {
  expect(texts(german).map(([path]) => path)).toEqual(texts(english).map(([path]) => path));
  expect(texts(german).filter(([, text]) => text.trim() === "")).toEqual([]);
});

test.each(parts)("German is another language, hardly a sentence is the English one: $part", ({ english, german }) => {
  const said = new Map(texts(english));
  const words = (text: string) => text.replace(/^.*?=>|\$\{[^}]*\}/gs, "").match(/\p{L}+/gu) ?? [];
  const sentences = texts(german).filter(([, text]) => words(text).length > 3);
  expect(sentences.length).toBeGreaterThan(0);
  expect(sentences.filter(([path, text]) => said.get(path) === text)).toEqual([]);
});
