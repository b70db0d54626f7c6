import { expect, test } from "vitest";
import { defaultSettings, parseSettings, readSettings } from "./settings";

test("valid settings are taken over", () => {
  expect(parseSettings({ theme: "dark", fontSize: 16 })).toEqual({ ...defaultSettings, theme: "dark", fontSize: 16 });
});

test("one bad value costs only itself", () => {
  const parsed = parseSettings({ theme: "neon", fontSize: 900, tabSize: 4, minimap: "yes" });
  expect(parsed).toEqual({ ...defaultSettings, tabSize: 4 });
});

test("a name that isn't a setting is left behind", () => {
  expect(parseSettings({ ["__proto__"]: { theme: "dark" }, extra: 1 })).toEqual(defaultSettings);
});

test.each([null, 3, "dark", []])("%j gives the defaults", (raw) => {
  expect(parseSettings(raw)).toEqual(defaultSettings);
});

test("settings written by hand change what they name, and what isn't allowed is told", () => {
  const given = { fontSize: 15, tabSize: 99, theme: "dark", colour: "red", constructor: 1 };
  const { settings, ignored } = readSettings(given, defaultSettings);
  expect(settings).toEqual({ ...defaultSettings, fontSize: 15, theme: "dark" });
  expect(ignored).toEqual(["tabSize", "colour", "constructor"]);
});
