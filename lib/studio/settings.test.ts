import { expect, test } from "vitest";
import { defaultSettings, parseSettings } from "./settings";

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
