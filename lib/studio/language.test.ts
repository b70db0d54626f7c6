import { expect, test, vi } from "vitest";
import { createStore } from "@/lib/base";
import { createStrings } from "./language";
import { defaultSettings, type Settings } from "./settings";
import { de } from "./strings/de.data";
import { en } from "./strings/en.data";

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

test("German says everything that English says", () => {
  expect(texts(de).map(([path]) => path)).toEqual(texts(en).map(([path]) => path));
  expect(texts(de).filter(([, text]) => text.trim() === "")).toEqual([]);
});

test("German is another language: hardly a sentence is the English one", () => {
  const english = new Map(texts(en));
  const words = (text: string) => text.replace(/^.*?=>|\$\{[^}]*\}/gs, "").match(/\p{L}+/gu) ?? [];
  const sentences = texts(de).filter(([, text]) => words(text).length > 3);
  expect(sentences.filter(([path, text]) => english.get(path) === text)).toEqual([]);
});
