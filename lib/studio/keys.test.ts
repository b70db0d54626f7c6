import fc from "fast-check";
import { expect, test } from "vitest";
import { keysOf, matchesKeys, showKeys, type KeyPress } from "./keys";

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

const pressed = fc.record({
  key: fc.oneof(
    fc.constantFrom("F5", "Enter", "PageDown", "k", "K", "ß", "7", "Shift", "+"),
    fc.string({ minLength: 1, maxLength: 1 }),
  ),
  code: fc.constantFrom("KeyK", "Digit7", "Backquote", "F5", "Enter"),
  ctrlKey: fc.boolean(),
  metaKey: fc.boolean(),
  shiftKey: fc.boolean(),
  altKey: fc.boolean(),
});

test("a press is a shortcut that the same press answers to", () => {
  fc.assert(
    fc.property(pressed, fc.boolean(), (given, mac) => {
      const keys = keysOf(given, mac);
      expect(keys === undefined || matchesKeys(given, keys, mac)).toBe(true);
    }),
  );
});

test("what one types with is no shortcut", () => {
  expect(keysOf(press({ key: "k", code: "KeyK" }), false)).toBeUndefined();
  expect(keysOf(press({ key: "K", code: "KeyK", shiftKey: true }), false)).toBeUndefined();
  expect(keysOf(press({ key: "Control", ctrlKey: true }), false)).toBeUndefined();
  expect(keysOf(press({ key: "k", code: "KeyK", ctrlKey: true, shiftKey: true }), false)).toBe("Mod+Shift+K");
});
