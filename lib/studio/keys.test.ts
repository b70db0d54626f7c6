import { expect, test } from "vitest";
import { matchesKeys, showKeys, type KeyPress } from "./keys";

const press = (given: Partial<KeyPress>): KeyPress => ({
  key: "",
  code: "",
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...given,
});

test("Mod is Ctrl on a PC and ⌘ on a Mac", () => {
  const ctrl = press({ key: "p", ctrlKey: true });
  const command = press({ key: "p", metaKey: true });
  expect([matchesKeys(ctrl, "Mod+P", false), matchesKeys(ctrl, "Mod+P", true)]).toEqual([true, false]);
  expect([matchesKeys(command, "Mod+P", true), matchesKeys(command, "Mod+P", false)]).toEqual([true, false]);
});

test("a modifier more makes it another shortcut", () => {
  expect(matchesKeys(press({ key: "P", ctrlKey: true, shiftKey: true }), "Mod+P", false)).toBe(false);
});

test("the key left of 1 counts on a layout where it types something else", () => {
  expect(matchesKeys(press({ key: "^", code: "Backquote", ctrlKey: true }), "Mod+`", false)).toBe(true);
});

test("a letter with Alt counts although Alt changes what it types", () => {
  expect(matchesKeys(press({ key: "∑", code: "KeyW", altKey: true }), "Alt+W", true)).toBe(true);
});

test("shortcuts are written as on the keyboard at hand", () => {
  expect(showKeys("Mod+Shift+P", true)).toBe("⌘⇧P");
  expect(showKeys("Mod+Shift+P", false)).toBe("Ctrl+Shift+P");
});
